import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const APP = fileURLToPath(new URL("../", import.meta.url));
const SOURCES = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !name.includes(".test.") && !name.startsWith("data/generated"),
);

/** What takes a whole body into memory, however large it is, or makes objects of the names in it. */
const UNBOUNDED = /\brequest\b[^;\n]{0,20}\.(formData|json|text|arrayBuffer|blob)\(|\bparseWithZod\b/;

it("forms and bodies are read by app/forms and app/ingest/received alone", () => {
  const others = SOURCES.filter((name) => UNBOUNDED.test(readFileSync(APP + name, "utf8")));
  expect(others).toEqual(["forms/submission.server.ts"]);
});
