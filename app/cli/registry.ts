import type { Command } from "./command";

/** Every command, loaded when it is asked for. */
export const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {};
