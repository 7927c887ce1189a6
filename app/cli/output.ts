import { CommandFailure, type Output } from "./command";

const write = (text: string) => void process.stdout.write(text);

/** JSON in which a big whole number is a number where it fits, and text where it does not. */
function toJson(document: unknown, indent?: number): string {
  const plain = (_key: string, value: unknown) => {
    if (typeof value !== "bigint") return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  };
  return JSON.stringify(document, plain, indent);
}

export function openOutput(json: boolean): Output {
  let answered = false;
  return {
    json,
    answer(document, words) {
      if (answered) throw new Error("A command returns one result.");
      answered = true;
      if (json) write(`${toJson(document)}\n`);
      else write(`${words ? words() : toJson(document, 2)}\n`);
    },
    remark(line) {
      process.stderr.write(`${line}\n`);
    },
  };
}

/** Tells a failure: as a problem document on standard output with --json, in words on standard error without. */
export function reportFailure(error: unknown, json: boolean): void {
  const expected = error instanceof CommandFailure;
  const title = error instanceof Error ? error.message : String(error);
  if (json) {
    const problem = expected
      ? { type: `urn:plumbline:problem:${error.code}`, title, status: 422, ...error.detail }
      : { type: "about:blank", title, status: 500 };
    write(`${toJson(problem)}\n`);
    return;
  }
  process.stderr.write(`${title}\n`);
  if (!expected && error instanceof Error && process.env["LOG_LEVEL"] === "debug")
    process.stderr.write(`${error.stack}\n`);
}
