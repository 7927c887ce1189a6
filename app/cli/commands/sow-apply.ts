import { readFile, stat } from "node:fs/promises";
import { applySow, readSowText, type SowUploadProblem } from "~/commands/contracts/apply-sow.server";
import { SOW_MAX_BYTES } from "~/domain/contracts/read-json";
import { onlyArgument, readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_ACTOR } from "../console-viewer";

export const command: Command = {
  name: "sow apply",
  summary: "Makes a SOW document (JSON) the one in use of the partner it names; with any problem nothing changes.",
  usage: "<file> [--vendor-name <name of a new partner>]",
  async run(args, { db, clock, out }) {
    const { values, positionals } = readArguments(args, { "vendor-name": { type: "string" } });
    const file = onlyArgument(positionals, "The SOW file");
    const read = readSowText(await readDocument(file));
    if (!read.ok) throw refusal(read.problems);
    const name = values["vendor-name"];
    const applied = await applySow(db, { by: CONSOLE_ACTOR, actor: CONSOLE_ACTOR }, read.json, {
      clock,
      ...(name === undefined ? {} : { vendorName: name }),
    });
    if (!applied.ok) throw refusal(applied.problems);
    const { ok: _ok, ...result } = applied;
    out.answer(result, () =>
      result.unchanged
        ? `The SOW of ${result.vendor} already was this one: revision ${result.revision} stays.`
        : `Revision ${result.revision} of the SOW of ${result.vendor} is in use.`,
    );
  },
};

async function readDocument(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > SOW_MAX_BYTES) {
      throw new CommandFailure(`${file} is too large for a SOW document.`, "sow-too-large");
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`${file} could not be read.`, "unreadable-file");
  }
}

function refusal(problems: readonly SowUploadProblem[]): CommandFailure {
  const told = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return new CommandFailure(told.join("\n"), "sow", { errors: problems });
}
