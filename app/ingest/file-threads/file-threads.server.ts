import { Worker } from "node:worker_threads";
import { createGate, type Gate, type GateLimits } from "~/data/db/gate";
import { FileRefused } from "~/domain/input/refusal";
import type { FileWork, ThreadGroup } from "./file-work";
import { defineShared, type SharedStates } from "~/data/db/shared-state";
import type { FromThread, ToThread } from "./messages";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** A request that gets no thread in this time is answered 503. */
export const THREAD_WAIT_MS = 20_000;

const limitsOf = (total: number): GateLimits => ({ total, perKey: 1, waitingPerKey: 20, patienceMs: THREAD_WAIT_MS });

/** A viewer has one thread of a group at a time. */
const LIMITS_OF: Readonly<Record<ThreadGroup, GateLimits>> = {
  form: limitsOf(2),
  suggestion: limitsOf(2),
  check: limitsOf(3),
  rejected: limitsOf(2),
};
/** A file that makes the work need more than this ends its thread, not the process. */
const MAX_HEAP_MB = 512;
const IDLE_MS = 60_000;

type Lent = { worker: Worker; giveBack: (reusable: boolean) => void };

/** For whom a thread works: the threads of the process, in `shared`, are shared out by `key`. `signal` ends the wait and the work. */
export type ThreadUser = { key: string; shared: SharedStates; signal?: AbortSignal | undefined };

/**
 * Works on a file in a thread of its own and gives what comes of it, value by value; the thread goes on when the next one is requested,
 * so callers must not wait for a reader between two values. Ended early, the thread ends with it. Throws `FileRefused` where the file
 * is refused, and `Saturated` where no thread is free in time.
 */
export async function* inFileThread<Requested, Answer>(
  { kind, group }: FileWork<Requested, Answer>,
  requested: Requested,
  user: ThreadUser,
): AsyncGenerator<Answer> {
  const { worker, giveBack } = await borrow(group, user);
  let reusable = false;
  try {
    let message: ToThread = { begin: { kind, requested } };
    for (;;) {
      const answer = await ask<Answer>(worker, message, user.signal);
      message = {};
      if ("value" in answer) {
        yield answer.value;
        continue;
      }
      reusable = true;
      if ("refusal" in answer) throw new FileRefused(answer.refusal.code, answer.refusal.message, answer.refusal.rows);
      return;
    }
  } finally {
    giveBack(reusable);
  }
}

/** The one value of work that gives one. */
export async function onceInFileThread<Requested, Answer>(
  work: FileWork<Requested, Answer>,
  requested: Requested,
  user: ThreadUser,
): Promise<Answer> {
  const answers: Answer[] = [];
  for await (const answer of inFileThread(work, requested, user)) answers.push(answer);
  const [only] = answers;
  if (only === undefined) throw new Error(`The work "${work.kind}" on a file gave no answer.`);
  return only;
}

type AnswerOf<Value> = Exclude<FromThread, { value: unknown }> | { value: Value };

function ask<Value>(worker: Worker, message: ToThread, signal: AbortSignal | undefined): Promise<AnswerOf<Value>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      signal?.removeEventListener("abort", onAbort);
      end();
    };
    const onMessage = (answer: AnswerOf<Value>) => settle(() => resolve(answer));
    const onError = (error: Error & { code?: string }) =>
      settle(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuchMemory() : error));
    const onExit = () => settle(() => reject(new Error("A thread that works on files ended before its work.")));
    const onAbort = () => settle(() => reject(signal?.reason));
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener("abort", onAbort);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(message, []);
  });
}

function tooMuchMemory(): FileRefused {
  return new FileRefused("too-large", FILE_PROBLEMS.tooMuchMemory);
}

/** The threads of one group: who may have one, and those that wait for work. */
type Threads = { readonly gate: Gate; idle: { worker: Worker; ending: NodeJS.Timeout }[] };

const threadsOf = (group: ThreadGroup) =>
  defineShared(`file-threads ${group}`, (): Threads => ({ gate: createGate(LIMITS_OF[group]), idle: [] }));
const THREADS = {
  form: threadsOf("form"),
  suggestion: threadsOf("suggestion"),
  check: threadsOf("check"),
  rejected: threadsOf("rejected"),
} as const;

async function borrow(group: ThreadGroup, { key, shared, signal }: ThreadUser): Promise<Lent> {
  const threads = shared.get(THREADS[group]);
  const leave = await threads.gate.enter(key, signal);
  const known = threads.idle.pop();
  clearTimeout(known?.ending);
  const worker = known?.worker ?? started(threads);
  worker.ref();
  return {
    worker,
    giveBack: (reusable) => {
      takeBack(threads, worker, reusable);
      leave();
    },
  };
}

function takeBack(threads: Threads, worker: Worker, reusable: boolean): void {
  if (!reusable) return void worker.terminate();
  worker.unref();
  const ending = setTimeout(() => {
    threads.idle = threads.idle.filter((one) => one.worker !== worker);
    void worker.terminate();
  }, IDLE_MS).unref();
  threads.idle.push({ worker, ending });
}

/** One that ends by itself is not lent again; whoever works with it hears of the reason. */
function started(threads: Threads): Worker {
  const worker = startThread();
  worker.on("error", () => undefined);
  worker.on("exit", () => {
    threads.idle = threads.idle.filter((one) => one.worker !== worker);
  });
  return worker;
}

/** The built program, or the source where the process itself runs from sources. */
function startThread(): Worker {
  const here = import.meta.url;
  const resourceLimits = { maxOldGenerationSizeMb: MAX_HEAP_MB };
  if (!here.endsWith(".ts")) {
    // Pages and programs are bundles of their own, side by side.
    const build = here.slice(0, here.lastIndexOf("/build/") + "/build/".length);
    return new Worker(new URL("programs/file-work.js", build), { resourceLimits });
  }
  const program = new URL("../thread/thread.ts", here).href;
  return new Worker(new URL("../../server/launch/thread.mjs", here), { workerData: { program }, resourceLimits });
}
