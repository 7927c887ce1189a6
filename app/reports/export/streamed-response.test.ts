import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { streamedResponse } from "./streamed-response";

/** A reader that takes what comes, and how many wait for the end of its request. */
function reader() {
  const request = new AbortController();
  return {
    request,
    output: { drained: async () => undefined, over: request.signal },
    waiting: () => getEventListeners(request.signal, "abort").length,
  };
}

async function* chunks(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode("a");
  throw new Error("no more rows");
}

describe("a response that is sent as it is made", () => {
  test("is whole, and waits for the end of its request only until it is sent", async () => {
    const { output, waiting } = reader();
    const response = await streamedResponse(output, chunks("a", "b"), { "Content-Type": "text/plain" });
    expect(waiting()).toBe(1);
    expect(await response.text()).toBe("ab");
    expect(waiting()).toBe(0);
  });

  test("breaks off where making it fails, and waits no longer", async () => {
    const { output, waiting } = reader();
    const response = await streamedResponse(output, failing(), {});
    await expect(response.text()).rejects.toThrow("no more rows");
    expect(waiting()).toBe(0);
  });

  test("that cannot be started rejects, and waits no longer", async () => {
    const { output, waiting } = reader();
    const nothing = failing();
    await nothing.next();
    await expect(streamedResponse(output, nothing, {})).rejects.toThrow("no more rows");
    expect(waiting()).toBe(0);
  });

  test("ends what makes it when its reader goes", async () => {
    const { output, waiting, request } = reader();
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield new Uint8Array(1);
      } finally {
        ended = true;
      }
    }
    await streamedResponse(output, endless(), {});
    request.abort();
    await expect.poll(() => ended).toBe(true);
    expect(waiting()).toBe(0);
  });
});
