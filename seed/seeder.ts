import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";

/** As whom the seed reads back what it has stored. */
export const SEEDER: Viewer = { kind: "key", keyId: "", name: "Demo data", role: "analyst", scope: WHOLE_SCOPE };
