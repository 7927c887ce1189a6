import { rmSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./prepare.mjs";
import { bundlePrograms } from "./programs.mjs";

// The programs, beside the pages that Remix built.

const folder = path.join(projectFolder, "build/programs");
rmSync(folder, { recursive: true, force: true });
await bundlePrograms(folder);
