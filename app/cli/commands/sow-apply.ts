import { readFile, stat } from "node:fs/promises";
import { applySow, readSowText, type SowUploadProblem } from "~/commands/contracts/apply-sow.server";
import { SOW_MAX_BYTES } from "~/domain/contracts/read-json";
import { problemText } from "~/domain/contracts/sow-problem";
import { onlyArgument, readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_ACTOR } from "../console-viewer";
import { SOW_APPLY } from "~/wording/access/command-line";

export const command: Command = {
  name: "sow apply",
  summary: SOW_APPLY.summary,
  usage: SOW_APPLY.usage,
  async run(args, { db, clock, out }) {
    const { values, positionals } = readArguments(args, { "vendor-name": { type: "string" } });
    const file = onlyArgument(positionals, SOW_APPLY.file);
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
        ? SOW_APPLY.unchanged(result.vendor, result.revision)
        : [
            SOW_APPLY.applied(result.vendor, result.revision),
            ...result.warnings.map((warning) => SOW_APPLY.warning(problemText(warning))),
          ].join("\n"),
    );
  },
};

async function readDocument(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > SOW_MAX_BYTES) {
      throw new CommandFailure(SOW_APPLY.tooLarge(file), "sow-too-large");
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(SOW_APPLY.unreadable(file), "unreadable-file");
  }
}

function refusal(problems: readonly SowUploadProblem[]): CommandFailure {
  return new CommandFailure(problems.map(problemText).join("\n"), "sow", { errors: problems });
}
