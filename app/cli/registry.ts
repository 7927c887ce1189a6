import type { Command } from "./command";

/** Every command, loaded when it is requested. */
export const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  "api-key create": () => import("./commands/api-key-create"),
  close: () => import("./commands/close"),
  doctor: () => import("./commands/doctor"),
  import: () => import("./commands/import"),
  metric: () => import("./commands/metric"),
  scorecard: () => import("./commands/scorecard"),
  "sow apply": () => import("./commands/sow-apply"),
  statement: () => import("./commands/statement"),
  suggest: () => import("./commands/suggest"),
  "user add": () => import("./commands/user-add"),
  verify: () => import("./commands/verify"),
};
