import { WHOLE_SCOPE } from "./scope";
import type { Viewer } from "./viewer";

/** How the audit trail names the watched folder; no address of a person and no key is written so. */
export const DROP_FOLDER_ACTOR = "drop folder";

/** The watched folder imports files of any partner. Whose file one is, the subfolder says, not the file. */
export const DROP_FOLDER_VIEWER: Viewer = { kind: "folder", name: DROP_FOLDER_ACTOR, scope: WHOLE_SCOPE };
