import { Worker } from "node:worker_threads";
import { FileRefused } from "../refusal";
import type { FileWork, FileWorkKind } from "./file-work.server";
import type { FromThread, ToThread } from "./messages";

/** So many files are worked on at once per group: a long check does not keep others from seeing the form of theirs. */
const THREADS_OF = { form: 2, check: 2, rejected: 2 } as const;
type Group = keyof typeof THREADS_OF;
const GROUP_OF: Readonly<Record<FileWorkKind, Group>> = {
  form: "form",
  opens: "form",
  check: "check",
  rejected: "rejected",
};
const MOST_WAITING = 50;
/** A file that makes the work need more than this ends its thread, not the process. */
const MOST_HEAP_MB = 512;
const IDLE_MS = 60_000;

type Lent = { worker: Worker; giveBack: (reusable: boolean) => void };

/**
 * Works on a file in a thread of its own and gives what comes of it, value by value; the thread goes on when the next one is asked for.
 * Ended early, the thread ends with it. `FileRefused` where the file is refused, or too many wait for their turn.
 */
export async function* inFileThread<Kind extends FileWorkKind>(
  kind: Kind,
  asked: FileWork[Kind]["asked"],
): AsyncGenerator<FileWork[Kind]["answer"]> {
  const { worker, giveBack } = await borrow(GROUP_OF[kind]);
  let reusable = false;
  try {
    let message: ToThread = { begin: { kind, asked } };
    for (;;) {
      const answer = await ask<FileWork[Kind]["answer"]>(worker, message);
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
export async function onceInFileThread<Kind extends FileWorkKind>(
  kind: Kind,
  asked: FileWork[Kind]["asked"],
): Promise<FileWork[Kind]["answer"]> {
  const answers: FileWork[Kind]["answer"][] = [];
  for await (const answer of inFileThread(kind, asked)) answers.push(answer);
  const [only] = answers;
  if (only === undefined) throw new Error(`The work "${kind}" on a file gave no answer.`);
  return only;
}

type AnswerOf<Value> = Exclude<FromThread, { value: unknown }> | { value: Value };

function ask<Value>(worker: Worker, message: ToThread): Promise<AnswerOf<Value>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      end();
    };
    const onMessage = (answer: AnswerOf<Value>) => settle(() => resolve(answer));
    const onError = (error: Error & { code?: string }) =>
      settle(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuchMemory() : error));
    const onExit = () => settle(() => reject(new Error("A thread that works on files ended before its work.")));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(message, []);
  });
}

function tooMuchMemory(): FileRefused {
  return new FileRefused("too-large", "Reading this file takes more memory than there is for one file. Split it.");
}

const idle: Record<Group, { worker: Worker; ending: NodeJS.Timeout }[]> = { form: [], check: [], rejected: [] };
const busy: Record<Group, number> = { form: 0, check: 0, rejected: 0 };
const waiting: Record<Group, (() => void)[]> = { form: [], check: [], rejected: [] };

async function borrow(group: Group): Promise<Lent> {
  if (busy[group] >= THREADS_OF[group]) {
    if (waiting[group].length >= MOST_WAITING)
      throw new FileRefused("busy", "Too many files are being looked at. Try again in a minute.");
    // Whoever gives a thread back leaves its place to the one that waits longest.
    await new Promise<void>((resolve) => waiting[group].push(resolve));
  } else busy[group] += 1;
  const known = idle[group].pop();
  clearTimeout(known?.ending);
  const worker = known?.worker ?? begun(group);
  worker.ref();
  return { worker, giveBack: (reusable) => takeBack(group, worker, reusable) };
}

function takeBack(group: Group, worker: Worker, reusable: boolean): void {
  if (reusable) {
    worker.unref();
    const ending = setTimeout(() => {
      idle[group] = idle[group].filter((one) => one.worker !== worker);
      void worker.terminate();
    }, IDLE_MS).unref();
    idle[group].push({ worker, ending });
  } else void worker.terminate();
  const next = waiting[group].shift();
  if (next) next();
  else busy[group] -= 1;
}

/** One that ends by itself is not lent again; whoever works with it hears of the reason. */
function begun(group: Group): Worker {
  const worker = startThread();
  worker.on("error", () => undefined);
  worker.on("exit", () => {
    idle[group] = idle[group].filter((one) => one.worker !== worker);
  });
  return worker;
}

/** The built program, or the source where the process itself runs from sources. */
function startThread(): Worker {
  const here = import.meta.url;
  const resourceLimits = { maxOldGenerationSizeMb: MOST_HEAP_MB };
  if (!here.endsWith(".ts")) {
    // Pages and programs are bundles of their own, side by side.
    const build = here.slice(0, here.lastIndexOf("/build/") + "/build/".length);
    return new Worker(new URL("programs/file-work.js", build), { resourceLimits });
  }
  const program = new URL("./thread.ts", here).href;
  return new Worker(new URL("../../server/launch/thread.mjs", here), { workerData: { program }, resourceLimits });
}
