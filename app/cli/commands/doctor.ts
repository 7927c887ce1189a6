import { findOutsideExcess } from "~/data/db/external-limits.server";
import { checkRollUps, type RollUpReport } from "~/jobs/check-roll-ups.server";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_ACTOR, CONSOLE_VIEWER } from "../console-viewer";
import { DOCTOR } from "~/wording/access/command-line";

export const command: Command = {
  name: "doctor",
  summary: DOCTOR.summary,
  usage: DOCTOR.usage,
  async run(args, { db, out }) {
    const { values, positionals } = readArguments(args, { repair: { type: "boolean" } });
    if (positionals.length > 0) throw new CommandFailure(DOCTOR.onlyRepair, "arguments");
    const report = await checkRollUps(db, CONSOLE_VIEWER, { repair: values.repair ?? false, actor: CONSOLE_ACTOR });
    if (report.different > 0 && !report.repaired) {
      throw new CommandFailure(textFor(report), "roll-ups-differ", { ...report });
    }
    const excess = await findOutsideExcess(db);
    out.answer({ ...report, excess }, () => [textFor(report), ...excessText(excess)].join("\n"));
  },
};

function excessText(excess: readonly string[]): string[] {
  if (excess.length === 0) return [];
  return [DOCTOR.excess, ...excess.map((statement) => `  ${statement};`)];
}

function textFor({ vendors, days, different, repaired, differences }: RollUpReport): string {
  const checked = DOCTOR.checked(vendors, days);
  if (different === 0) return DOCTOR.equal(checked);
  const lines = differences.map(({ vendor, table, day, site, program, channel, columns }) => {
    const slice = [site, program, channel].filter((part) => part !== "").join(" · ");
    const changes = columns.map(({ column, stored, facts }) =>
      DOCTOR.difference(column, JSON.stringify(stored), JSON.stringify(facts)),
    );
    return `  ${vendor} ${day} ${slice} ${table}: ${changes.join("; ")}`;
  });
  const result = repaired ? DOCTOR.repaired(checked, different) : DOCTOR.different(checked, different);
  return [result, ...lines].join("\n");
}
