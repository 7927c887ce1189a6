import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { PAGE_FOLDERS, pageSentences, SERVER_FOLDERS, serverSentences } from "./sentences";

// `npm run check` refuses texts for people outside app/wording.

const project = fileURLToPath(new URL("../../", import.meta.url));

function problemsOf(folder: string, find: typeof pageSentences): string[] {
  return readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith("app/data/generated/"))
    .flatMap((file) =>
      find(file, readFileSync(path.join(project, file), "utf8")).map(
        ({ line, text }) => `${file}:${line}: “${text}” belongs in app/wording`,
      ),
    );
}

const problems = [
  ...PAGE_FOLDERS.flatMap((folder) => problemsOf(folder, pageSentences)),
  ...SERVER_FOLDERS.flatMap((folder) => problemsOf(folder, serverSentences)),
];
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
