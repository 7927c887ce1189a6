import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/**
 * `npm run check` refuses the words of docs/retired-words.json: in names of files, in names in code, in texts, comments and documents.
 * Words of `names` are refused only in the names that code declares.
 * Migrations and the changelog speak of the past and are left out.
 */
const projectFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const READ = /\.(tsx?|mjs|cjs|md|css|json|prisma)$/;
const LEFT_OUT =
  /^(prisma\/migrations\/|app\/data\/generated\/|tests\/upgrade\/|package-lock\.json$|CHANGELOG\.md$|docs\/retired-words\.json$|tests\/integration\/ground\/words\.test\.ts$)/;

export const list = JSON.parse(readFileSync(path.join(projectFolder, "docs", "retired-words.json"), "utf8"));

const byWord = new Map(list.words.flatMap((entry) => entry.retired.map((word) => [word, entry])));
const phrases = list.phrases.map((entry) => ({
  ...entry,
  regex: new RegExp(`\\b(?:${entry.retired})`, entry.case ? "g" : "gi"),
}));

/** The parts of words and names: `deliveryCell`, `DELIVERY_STATES` and `delivery-cell` all have the part `delivery`. */
const PARTS = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

/** What a text has that is retired: `{ word, use, line }`, in order. `file` is the path in the project. */
export function findRetired(file, text) {
  const lines = text.split("\n");
  return lines.flatMap((content, index) => [
    ...[...content.matchAll(PARTS)].flatMap(([part]) => {
      const entry = byWord.get(part.toLowerCase());
      return entry === undefined || isExcepted(entry, file) ? [] : [{ word: part, use: entry.use, line: index + 1 }];
    }),
    ...phrases.flatMap((entry) =>
      isExcepted(entry, file)
        ? []
        : [...content.matchAll(entry.regex)].map(([word]) => ({ word, use: entry.use, line: index + 1 })),
    ),
  ]);
}

const byName = new Map(list.names.flatMap((entry) => entry.retired.map((word) => [word, entry])));

/** The names that TypeScript declares with a word that is retired in names: `{ word, use, line }`, in order. */
export function findRetiredNames(file, text) {
  if (!/\.tsx?$/.test(file)) return [];
  const words = [...byName.keys()].filter((word) => new RegExp(word, "i").test(text));
  if (words.length === 0) return [];
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.parent.name === node && !ts.isPropertyAccessExpression(node.parent)) {
      const line = parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      for (const [part] of node.text.matchAll(PARTS)) {
        const entry = byName.get(part.toLowerCase());
        if (entry !== undefined && !isExcepted(entry, file)) found.push({ word: node.text, use: entry.use, line });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function isExcepted({ except = {} }, file) {
  return Object.keys(except).some((part) => file.includes(part));
}

export function checkedFiles() {
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: projectFolder,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => READ.test(file) && !LEFT_OUT.test(file));
}

export function checkProject() {
  return checkedFiles().flatMap((file) => {
    const ofName = findRetired(file, file).map((one) => ({ ...one, line: 0 }));
    const content = readFileSync(path.join(projectFolder, file), "utf8");
    return [...ofName, ...findRetired(file, content), ...findRetiredNames(file, content)].map((one) => ({
      file,
      ...one,
    }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = checkProject();
  for (const { file, line, word, use } of found)
    process.stdout.write(`${file}:${line} "${word}" is retired: use ${use}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
