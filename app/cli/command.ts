import type { Environment } from "~/config/environment";
import type { Database } from "~/data/db/database.server";

/** What a command is given besides its arguments. */
export type CommandContext = {
  db: Database;
  environment: Environment;
  clock: () => Date;
  out: Output;
};

/** Where a command says what it found: one document with --json, words for people without. */
export type Output = {
  readonly json: boolean;
  /** The command's one answer. `words` says it for people; without it they get the document, indented. */
  answer(document: unknown, words?: () => string): void;
  /** A remark while working; never on standard output with --json. */
  remark(line: string): void;
};

export type Command = {
  /** One or two words, such as "import" or "sow apply". */
  name: string;
  summary: string;
  /** The arguments after the command's name, for the list of commands, such as "<file> --mapping <mapping.json>". */
  usage?: string;
  run(args: readonly string[], context: CommandContext): Promise<void>;
};

/** An expected failure: reported as an RFC 9457 problem document with --json, and in words without. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    /** A short kebab-case word for programs, such as "unknown-mapping". */
    readonly code: string,
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
