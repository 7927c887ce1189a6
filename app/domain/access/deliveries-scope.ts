import { roleOf, type Viewer } from "./viewer";

/** The first wall around what is expected and what came: no link, and nobody who sees a part of a partner only. */
export function mayReadDeliveries(viewer: Viewer): boolean {
  const { sites, programs, channels } = viewer.scope;
  return roleOf(viewer) !== null && [sites, programs, channels].every((limit) => limit === "all");
}
