import { parentPort } from "node:worker_threads";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";
import type { FromThread, ToThread } from "../file-threads/messages";
import { beginWork } from "./served-work.server";

// Works on one file after the other, and gives the next value of what comes of it only when it is requested.

let values: AsyncGenerator<unknown> | null = null;

async function next(): Promise<FromThread> {
  try {
    const step = await values?.next();
    return step === undefined || step.done ? { done: true } : { value: step.value };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { refusal: { code: "unreadable", message: FILE_PROBLEMS.uploadGone, rows: [] } };
    if (!(error instanceof FileRefused)) throw error;
    return { refusal: { code: error.code, message: error.message, rows: [...error.rows] } };
  }
}

parentPort?.on("message", (message: ToThread) => {
  if (message.begin) values = beginWork(message.begin.kind, message.begin.requested);
  void next().then((answer) => parentPort?.postMessage(answer, []));
});
