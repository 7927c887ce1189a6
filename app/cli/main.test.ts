import { afterEach, expect, test, vi } from "vitest";
import { runCommandLine } from "./main";
import { COMMANDS } from "./registry";

afterEach(() => vi.restoreAllMocks());

async function printed(...words: string[]): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await runCommandLine(words)).toBe(0);
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join("");
  write.mockRestore();
  return text;
}

test.each(Object.keys(COMMANDS))("%s --help prints the usage of the command", async (name) => {
  const words = name.split(" ");
  const text = await printed(...words, "--help");
  expect(text).toContain(`Usage: npm run plumbline -- ${name} `);
  expect(text.trim().split("\n")).toHaveLength(3);
  expect(await printed("help", ...words)).toBe(text);
  expect(JSON.parse(await printed(...words, "--help", "--json"))).toMatchObject({ name });
});

test("--help alone lists every command", async () => {
  const text = await printed("--help");
  for (const name of Object.keys(COMMANDS)) expect(text).toMatch(new RegExp(`^  ${name}( |$)`, "m"));
});
