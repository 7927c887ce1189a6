import pg from "pg";

/** Without a server behind the socket, or with one that ends while it is being spoken to. */
const SYSTEM_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);
/** admin_shutdown, crash_shutdown, cannot_connect_now (starting up, shutting down, replaying its log). */
const SERVER_CODES = new Set(["57P01", "57P02", "57P03"]);

/**
 * Whether an error of a connection says that the server is just starting or just ending, so that the same may work a moment
 * later; false for an answer that a healthy server gives.
 */
export function isComingOrGoing(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return SERVER_CODES.has(error.code ?? "");
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.every(isComingOrGoing);
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined) return SYSTEM_CODES.has(code);
  // The driver's own words for a connection that was closed, or got no answer, have no code.
  return /^(Connection terminated|timeout expired|Client has encountered a connection error)/.test(error.message);
}
