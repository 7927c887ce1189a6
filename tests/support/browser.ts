import { spawn } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, rename } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { chromium, type Browser } from "playwright-core";

/** The package's own `args` hold --single-process, with which closing one page ends the browser. */
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"];
const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** Shared libraries (NSS among them) that the npm package carries for machines without them; unpacked once. */
async function carriedLibraries(): Promise<string> {
  const folder = path.join(tmpdir(), "plumbline-chromium-libraries");
  if (!existsSync(folder)) {
    const archive = path.join(
      path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
      "../../bin/al2023.tar.br",
    );
    const fresh = await mkdtemp(`${folder}-`);
    const tar = spawn("tar", ["-x", "-C", fresh], { stdio: ["pipe", "ignore", "inherit"] });
    const ended = new Promise<void>((resolve, reject) => {
      tar.on("error", reject);
      tar.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))));
    });
    await Promise.all([pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin), ended]);
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
    return await chromium.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  }
}
