import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";

/** Whoever may run commands beside the database sees everything. */
export const CONSOLE_VIEWER: Viewer = {
  kind: "key",
  keyId: "console",
  name: "console",
  role: "admin",
  scope: WHOLE_SCOPE,
};

/** How the audit trail names the command line. */
export const CONSOLE_ACTOR = "console";
