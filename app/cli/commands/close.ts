import { takeMonthStep } from "~/commands/contracts/month-steps.server";
import { statementDocument } from "~/reports/api/statement-document";
import { loadMonthToClose } from "~/reports/contracts/month-closing.server";
import { readStatementAddress } from "~/reports/contracts/statement-address";
import { loadStatement } from "~/reports/contracts/statement.server";
import { CLOSE_COMMAND, COMMAND_LINE } from "~/wording/access/command-line";
import { minorText } from "~/wording/contracts/statement";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";

const text = { type: "string" } as const;
const OPTIONS = { vendor: text, period: text, "without-signatures": { type: "boolean" } } as const;

export const command: Command = {
  name: "close",
  summary: CLOSE_COMMAND.summary,
  usage: CLOSE_COMMAND.usage,
  async run(args, { db, clock, out }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (positionals.length > 0) throw new CommandFailure(COMMAND_LINE.unexpected(positionals), "arguments");
    const { vendor = "", period = "" } = values;
    const read = readStatementAddress(new URLSearchParams({ vendor, period }));
    if (!read.ok) {
      const problemsText = read.problems.map(({ parameter, message }) => `${parameter}: ${message}`).join("\n");
      throw new CommandFailure(problemsText, "question", { errors: read.problems });
    }
    const step = values["without-signatures"] ? "close-without-signatures" : "close";
    const request = { vendor, period, step, seenHash: null, seenTotalMinor: null, reason: "" } as const;
    const moved = await takeMonthStep(db, CONSOLE_VIEWER, request, { clock, evaluate: loadMonthToClose });
    if (!moved.ok) throw new CommandFailure(moved.message, "not-closed");
    const view = await loadStatement(db, CONSOLE_VIEWER, read.question, { clock });
    if (view === null) throw new CommandFailure(COMMAND_LINE.partnerUnknown(vendor), "unknown-vendor");
    const { statement, partner } = view;
    out.answer(statementDocument(view), () =>
      CLOSE_COMMAND.closed(partner.name, period, minorText(statement.totalMinor, statement.currency)),
    );
  },
};
