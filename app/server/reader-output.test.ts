import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drained, READER_STALL_MS } from "./reader-output.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

function filled(): PassThrough {
  const answer = new PassThrough({ highWaterMark: 4 });
  answer.write("more than the reader takes at once");
  return answer;
}

test("a reader who takes nothing of an answer is cut off after a minute", async () => {
  const answer = filled();
  const waiting = drained(answer).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(READER_STALL_MS - 1);
  expect(answer.destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(answer.destroyed).toBe(true);
  expect(await waiting).toMatchObject({ message: "The reader has hung up." });
});

test("a reader who takes the answer slowly gets all of it", async () => {
  const answer = filled();
  for (let piece = 0; piece < 5; piece += 1) {
    const waiting = drained(answer);
    await vi.advanceTimersByTimeAsync(READER_STALL_MS - 1);
    answer.read();
    await waiting;
    answer.write("another piece");
  }
  expect(answer.destroyed).toBe(false);
});
