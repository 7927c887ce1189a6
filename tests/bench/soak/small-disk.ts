import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export type SmallDisk = { resize(size: string): Promise<void>; remove(): Promise<void> };

/** A disk in memory of a size such as `64m`, which only root on Linux can make; else why it cannot be made. */
export async function mountSmallDisk(mountPoint: string, size: string): Promise<SmallDisk | { skipped: string }> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return { skipped: "only root on Linux can make a small disk" };
  await mkdir(mountPoint);
  const mount = (words: string) => run("mount", ["-t", "tmpfs", "-o", words, "tmpfs", mountPoint]);
  const refused = await mount(`size=${size}`).then(
    () => null,
    (error: unknown) => String(error),
  );
  if (refused !== null) return { skipped: `a small disk cannot be mounted here: ${refused.split("\n", 1)[0]}` };
  return {
    resize: async (other) => void (await mount(`remount,size=${other}`)),
    remove: async () => {
      await run("umount", ["--lazy", mountPoint]);
      await rm(mountPoint, { recursive: true, force: true });
    },
  };
}
