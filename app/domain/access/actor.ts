import type { Viewer } from "./viewer";

/** How the audit trail names whoever did something. */
export function actorOf(viewer: Viewer): string {
  switch (viewer.kind) {
    case "member":
    case "partner":
      return viewer.email;
    case "folder":
      return viewer.name;
    case "key":
      return `key:${viewer.name}`;
    case "share":
      return `link:${viewer.linkName}`;
  }
}
