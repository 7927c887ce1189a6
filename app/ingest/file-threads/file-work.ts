/**
 * Work on a file that a thread does: `asked` and `answer` are types alone, of plain data that goes from thread to thread. Each kind of
 * work is defined beside the code that asks for it, and served in `ingest/thread`.
 */
export type FileWork<Requested, Answer> = {
  readonly kind: string;
  readonly group: ThreadGroup;
  readonly requested?: Requested;
  readonly answer?: Answer;
};

/** Threads are shared by groups: a long check does not keep others from seeing the form of their file. */
export type ThreadGroup = "form" | "suggestion" | "check" | "rejected";

export function defineFileWork<Requested, Answer>(kind: string, group: ThreadGroup): FileWork<Requested, Answer> {
  return { kind, group };
}
