/** An RFC 9457 problem document. `type` is `about:blank` where the status says it all. */
export type Problem = {
  status: number;
  title: string;
  type?: string;
  detail?: string;
  /** What is wrong with single parts of the question. */
  errors?: readonly { parameter: string; message: string }[];
};

/** A problem document as a response. */
export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  const { type = "about:blank", ...rest } = problem;
  return new Response(`${JSON.stringify({ type, ...rest })}\n`, {
    status: problem.status,
    headers: { ...headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  });
}
