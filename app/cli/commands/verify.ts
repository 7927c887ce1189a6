import { verifyClosedMonths } from "~/reports/contracts/verify-closed-months.server";
import { COMMAND_LINE, VERIFY_COMMAND } from "~/wording/access/command-line";
import { ALTERATION_TEXT } from "~/wording/contracts/closing";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";

export const command: Command = {
  name: "verify",
  summary: VERIFY_COMMAND.summary,
  async run(args, { db, out }) {
    const { positionals } = readArguments(args, {});
    if (positionals.length > 0) throw new CommandFailure(COMMAND_LINE.unexpected(positionals), "arguments");
    const { periods, altered } = await verifyClosedMonths(db, CONSOLE_VIEWER);
    if (altered.length > 0) {
      const lines = altered.map(({ vendor, period, sequence, problems }) =>
        VERIFY_COMMAND.line(
          vendor,
          period,
          sequence,
          problems.map((problem) => ALTERATION_TEXT[problem]),
        ),
      );
      const text = [VERIFY_COMMAND.altered(altered.length, periods), ...lines].join("\n");
      throw new CommandFailure(text, "closed-months-altered", { periods, altered });
    }
    out.answer({ periods, altered }, () => VERIFY_COMMAND.intact(periods));
  },
};
