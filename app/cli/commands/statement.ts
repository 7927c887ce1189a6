import { statementDocument } from "~/reports/api/statement-document";
import { readStatementAddress } from "~/reports/contracts/statement-address";
import { loadStatement } from "~/reports/contracts/statement.server";
import type { StatementView } from "~/domain/contracts/credits/statement-view";
import { COMMAND_LINE, STATEMENT_COMMAND } from "~/wording/access/command-line";
import { LINE_KIND_NAMES, minorText, statementLead, statementProblemText } from "~/wording/contracts/statement";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";
import { textTable } from "../text-table";

const text = { type: "string" } as const;
const OPTIONS = { vendor: text, period: text } as const;

export const command: Command = {
  name: "statement",
  summary: STATEMENT_COMMAND.summary,
  usage: STATEMENT_COMMAND.usage,
  async run(args, { db, clock, out }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (positionals.length > 0) throw new CommandFailure(COMMAND_LINE.unexpected(positionals), "arguments");
    const address = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) if (value !== undefined) address.set(name, value);
    const read = readStatementAddress(address);
    if (!read.ok) {
      const problemsText = read.problems.map(({ parameter, message }) => `${parameter}: ${message}`).join("\n");
      throw new CommandFailure(problemsText, "question", { errors: read.problems });
    }
    const view = await loadStatement(db, CONSOLE_VIEWER, read.question, { clock });
    if (view === null) throw new CommandFailure(COMMAND_LINE.partnerUnknown(values.vendor), "unknown-vendor");
    out.answer(statementDocument(view), () => textFor(view));
  },
};

function textFor(view: StatementView): string {
  const { statement, hash } = view;
  const { currency } = statement;
  const lines = textTable(
    [
      { header: STATEMENT_COMMAND.columns.line },
      { header: STATEMENT_COMMAND.columns.kind },
      { header: STATEMENT_COMMAND.columns.clause },
      { header: STATEMENT_COMMAND.columns.amount, align: "end" },
    ],
    statement.lines.map(({ name, kind, clause, amountMinor }) => [
      name,
      LINE_KIND_NAMES[kind],
      clause,
      minorText(amountMinor, currency),
    ]),
  );
  const problems = statement.problems.map(
    (problem) => `${STATEMENT_COMMAND.notFinal}: ${statementProblemText(problem, view.names)}`,
  );
  return [
    statementLead(view),
    "",
    ...(statement.lines.length > 0 ? [lines] : []),
    `${STATEMENT_COMMAND.total}: ${minorText(statement.totalMinor, currency)}`,
    ...problems,
    `${STATEMENT_COMMAND.hash}: ${hash}`,
  ].join("\n");
}
