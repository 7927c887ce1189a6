import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { chromium, type Browser } from "playwright-core";

/** The package's own `args` hold --single-process, with which closing one page ends the browser. */
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"];
const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** Shared libraries (NSS among them) that the npm package carries for machines without them; unpacked once. */
async function carriedLibraries(): Promise<string> {
  const folder = path.join(tmpdir(), "plumbline-chromium-libraries");
  if (!existsSync(folder)) {
    const packed = path.join(
      path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
      "../../bin/al2023.tar.br",
    );
    const fresh = await mkdtemp(`${folder}-`);
    const archive = path.join(fresh, "libraries.tar");
    await writeFile(archive, brotliDecompressSync(await readFile(packed)));
    await promisify(execFile)("tar", ["-x", "-f", archive, "-C", fresh]);
    await rename(fresh, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  }
  return path.join(folder, "lib");
}

/**
 * A real headless Chromium: the system's where there is one, else the one inside @sparticuz/chromium, with the libraries
 * it carries when the machine lacks them.
 */
export async function launchBrowser(): Promise<Browser> {
  if (existsSync(SYSTEM_CHROMIUM)) return chromium.launch({ executablePath: SYSTEM_CHROMIUM, args: ARGUMENTS });
  const { default: carried } = await import("@sparticuz/chromium");
  const executablePath = await carried.executablePath();
  try {
    return await chromium.launch({ executablePath, args: ARGUMENTS });
  } catch {
    const libraries = [process.env["LD_LIBRARY_PATH"], await carriedLibraries()].filter(Boolean).join(":");
    return await chromium.launch({
      executablePath,
      args: ARGUMENTS,
      env: { ...process.env, LD_LIBRARY_PATH: libraries },
    });
  }
}
