import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** One hash over files and folders: their names and what they hold. `skip` leaves out paths by their place in the project. */
export function fingerprint(root, entries, skip = () => false) {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0]);
  const visit = (relative) => {
    const file = path.join(root, relative);
    if (!existsSync(file) || skip(relative)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) visit(path.posix.join(relative, name));
      return;
    }
    hash.update(`${relative}\0`).update(readFileSync(file)).update("\0");
  };
  for (const entry of entries) visit(entry);
  return hash.digest("hex");
}

/** Whether a stamp file holds this hash: the step it stands for was finished for exactly this input. */
export function isStamped(file, hash) {
  try {
    return readFileSync(file, "utf8").trim() === hash;
  } catch {
    return false;
  }
}

export function stamp(file, hash) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}
