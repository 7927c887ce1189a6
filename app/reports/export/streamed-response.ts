/** The answer to a request on its way to its reader. */
export type Output = {
  /** Resolves when the reader has taken what was sent; rejects when the reader has gone. */
  drained(): Promise<void>;
  /** Aborted when the reader has gone, and when the request is over: also where nobody reads the body. */
  readonly over: AbortSignal;
};

/**
 * Bytes sent as they are made, no faster than their reader takes them. Rejects where making the first fails; a failure later breaks
 * the connection, so that a part is never taken for the whole. What makes them is ended when the reader goes.
 */
export async function streamedResponse(
  output: Output,
  chunks: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const made = chunks[Symbol.asyncIterator]();
  const end = async () => {
    output.over.removeEventListener("abort", endQuietly);
    await made.return?.();
  };
  // Nobody is left to tell of a failure.
  const endQuietly = () => void end().catch(() => undefined);
  output.over.addEventListener("abort", endQuietly);
  const first = await made.next().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  let next: Promise<IteratorResult<Uint8Array>> | null = Promise.resolve(first);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await output.drained();
          const { value, done } = await (next ?? made.next());
          next = null;
          if (!done) return controller.enqueue(value);
          await end();
          controller.close();
        } catch (error) {
          await end();
          throw error;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers });
}
