import { findOutsideExcess } from "~/data/db/external-limits.server";
import { checkRollUps, type RollUpReport } from "~/jobs/check-roll-ups.server";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_ACTOR, CONSOLE_VIEWER } from "../console-viewer";

export const command: Command = {
  name: "doctor",
  summary:
    "Compares every roll-up with the facts behind it (--repair rewrites those that differ) and checks the external role.",
  usage: "[--repair]",
  async run(args, { db, out }) {
    const { values, positionals } = readArguments(args, { repair: { type: "boolean" } });
    if (positionals.length > 0) throw new CommandFailure("This command takes no arguments but --repair.", "arguments");
    const report = await checkRollUps(db, CONSOLE_VIEWER, { repair: values.repair ?? false, actor: CONSOLE_ACTOR });
    if (report.different > 0 && !report.repaired) {
      throw new CommandFailure(wordsFor(report), "roll-ups-differ", { ...report });
    }
    const excess = await findOutsideExcess(db);
    out.answer({ ...report, excess }, () => [wordsFor(report), ...excessWords(excess)].join("\n"));
  },
};

function excessWords(excess: readonly string[]): string[] {
  if (excess.length === 0) return [];
  const why =
    "The database role of external viewers may do more than it needs. Run as an administrator of the database:";
  return [why, ...excess.map((statement) => `  ${statement};`)];
}

function wordsFor({ vendors, days, different, repaired, differences }: RollUpReport): string {
  const looked = `${counted(vendors, "partner")}, ${counted(days, "day")} of data`;
  if (different === 0) return `${looked}: the roll-ups equal the facts.`;
  const lines = differences.map(({ vendor, table, day, site, program, channel, columns }) => {
    const slice = [site, program, channel].filter((part) => part !== "").join(" · ");
    const changes = columns.map(
      ({ column, stored, facts }) => `${column} ${JSON.stringify(stored)}, facts ${JSON.stringify(facts)}`,
    );
    return `  ${vendor} ${day} ${slice} ${table}: ${changes.join("; ")}`;
  });
  const what = repaired
    ? `${different === 1 ? "was" : "were"} rewritten from the facts`
    : `${different === 1 ? "is" : "are"} not what the facts say; --repair rewrites`;
  const which = repaired ? "" : different === 1 ? " it" : " them";
  return [`${looked}: ${counted(different, "row")} ${what}${which}.`, ...lines].join("\n");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
