import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { answered, type Answer, FileRefused } from "~/domain/input/refusal";
import type { StartedCheck } from "../load/begin-check.server";
import type { FileCheck } from "../load/check-file.server";
import { cacheAnswer, readCached } from "../intake/cached-answer.server";

type InHand = {
  /** Which mapping of the file it is of. */
  of: string;
  stop: AbortController;
  started: Promise<StartedCheck>;
  done: Promise<Answer<FileCheck>>;
};

/** The checks that go on in this process, by the upload's place: what another process does not know of, it does itself. */
const inHand = new Map<string, InHand>();

/** How long a page waits for the whole of it. */
const PATIENCE_MS = 1_200;

/**
 * What a mapping makes of an upload, every row looked at. A file that takes longer is answered with what was found so far, and the
 * rest goes on; what was found in all of it is kept beside the upload for as long as the mapping stands. `FileRefused` where
 * the file cannot be read to its end.
 */
export async function findWholeCheck(
  file: string,
  of: string,
  begin: () => Promise<StartedCheck>,
  patienceMs = PATIENCE_MS,
): Promise<FileCheck> {
  const known = await readCached<Answer<FileCheck>>(checkPath(file), of);
  if (known !== null) return valueOf(known);
  const check = underWay(file, of, begin);
  const started = await check.started;
  const waiting = new AbortController();
  const answer = await Promise.race([check.done, pause(patienceMs, null, { signal: waiting.signal })]);
  waiting.abort();
  return answer === null ? started.soFar() : valueOf(answer);
}

/** Ends the check of an upload that is let go. */
export function stopWholeCheck(file: string): void {
  inHand.get(file)?.stop.abort();
  inHand.delete(file);
}

function underWay(file: string, of: string, begin: () => Promise<StartedCheck>): InHand {
  const current = inHand.get(file);
  if (current?.of === of) return current;
  // What the mapping was before interests nobody any more.
  stopWholeCheck(file);
  const stop = new AbortController();
  const started = begin();
  const done = finish(file, of, started, stop.signal).finally(() => {
    if (inHand.get(file)?.stop === stop) inHand.delete(file);
  });
  // Whoever waits hears of a failure; where nobody does, the next look begins again.
  done.catch(() => undefined);
  const check = { of, stop, started, done };
  inHand.set(file, check);
  return check;
}

async function finish(
  file: string,
  of: string,
  started: Promise<StartedCheck>,
  signal: AbortSignal,
): Promise<Answer<FileCheck>> {
  const answer = await answered(async () => (await started).finish(signal));
  await cacheAnswer(checkPath(file), of, answer);
  return answer;
}

function valueOf(answer: Answer<FileCheck>): FileCheck {
  if (answer.ok) return answer.value;
  throw new FileRefused(answer.refusal.code, answer.refusal.message);
}

const checkPath = (file: string) => path.join(path.dirname(file), "check.json");
