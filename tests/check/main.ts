import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { pageSentences } from "./page-sentences";
import { SENTENCES_ALLOWED } from "./page-sentences-allowed";

// Refuses sentences written in components and routes: what people read is in app/wording.

const project = fileURLToPath(new URL("../../", import.meta.url));
const problems = ["app/components", "app/routes"].flatMap((folder) =>
  readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => {
      const file = path.posix.join(folder, name.split(path.sep).join("/"));
      const found = pageSentences(file, readFileSync(path.join(project, file), "utf8"));
      if (found.length <= (SENTENCES_ALLOWED[file] ?? 0)) return [];
      return found.map(({ line, text }) => `${file}:${line}: “${text}” belongs in app/wording`);
    }),
);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
