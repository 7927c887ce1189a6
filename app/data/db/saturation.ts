/** Transaction not started in time; connection not got in time; too many connections; statement cancelled at its time limit. */
const CODES = new Set(["P2028", "P2024", "53300", "57014"]);
const NO_CONNECTION = /timeout exceeded when trying to connect|due to connection timeout/;

/**
 * Whether an error says that there was too much to do at the time, so that the same may work a little later. The server and the built
 * pages each have classes of their own: an error is known by its name.
 */
export function isSaturation(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("name" in error && error.name === "Saturated") return true;
  const codes = ["code" in error ? error.code : null, "originalCode" in error ? error.originalCode : null];
  if (codes.some((code) => typeof code === "string" && CODES.has(code))) return true;
  if ("message" in error && NO_CONNECTION.test(String(error.message))) return true;
  // A raw query keeps the database's own error in its meta.
  const meta = "meta" in error && typeof error.meta === "object" ? error.meta : null;
  const inside = meta !== null && "driverAdapterError" in meta ? meta.driverAdapterError : null;
  return isSaturation(inside) || ("cause" in error && isSaturation(error.cause));
}
