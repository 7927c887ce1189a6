import { Saturated } from "./gate";

/** Transaction not begun in time; connection not got in time; too many connections; statement cancelled at its time limit. */
const CODES = new Set(["P2028", "P2024", "53300", "57014"]);
const NO_CONNECTION = /timeout exceeded when trying to connect|due to connection timeout/;

/** Whether an error says that there was too much to do at the time, so that the same may work a little later. */
export function isSaturation(error: unknown): boolean {
  if (error instanceof Saturated) return true;
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (CODES.has(code) || NO_CONNECTION.test(error.message)) return true;
  const { cause } = error;
  if (typeof cause === "object" && cause !== null && "originalCode" in cause)
    return CODES.has(String(cause.originalCode));
  return isSaturation(cause);
}
