import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ownOrigin, type Environment } from "./environment";

const notedSchema = z.strictObject({ version: z.literal(1), origin: z.url(), pid: z.number().int().positive() });

const fileOf = (dataFolder: string) => path.join(dataFolder, "serving.json");

/** Notes at which address this process serves, for commands that print links. Returns how to take the note away again. */
export function noteAddress(dataFolder: string, origin: string): () => void {
  const file = fileOf(dataFolder);
  writeFileSync(file, JSON.stringify({ version: 1, origin, pid: process.pid }));
  return () => {
    if (readNoted(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** The address that the server of this data folder serves at; while none runs, the one that the settings lead to. */
export function addressInUse(environment: Environment): string {
  const noted = readNoted(fileOf(environment.dataFolder));
  return environment.origin ?? (noted !== null && isRunning(noted.pid) ? noted.origin : ownOrigin(environment));
}

function readNoted(file: string): z.output<typeof notedSchema> | null {
  try {
    return notedSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // Absent or damaged: nothing is known.
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
