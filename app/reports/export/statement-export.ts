import type { StatementView } from "~/domain/contracts/credits/statement-view";
import {
  STATEMENT_COLUMNS,
  LINE_KIND_NAMES,
  STATEMENT_TEXT,
  statementProblemText,
} from "~/wording/contracts/statement";
import { stepText } from "~/wording/contracts/statement-steps";
import { ABOUT_TEXT } from "~/wording/scorecards/exports";
import { amountCell, type ExportFile, type ExportRow } from "./export-file";

/** A statement as a table: each line with its steps below it, and the total at the end. */
export function statementExport(view: StatementView): ExportFile {
  const { statement, partner, period } = view;
  const { currency } = statement;
  const rows: ExportRow[] = statement.lines.flatMap(
    ({ id, kind, clause, name, targets, period: own, steps, amountMinor }) => [
      [id, LINE_KIND_NAMES[kind], name, clause, own.key, "", "", "", amountCell(amountMinor, currency)],
      ...steps.map((step): ExportRow => {
        const { label, working, result } = stepText(step, view.formats[targets[0] ?? ""], currency);
        return [id, "", "", "", own.key, label, working, result, null];
      }),
    ],
  );
  return {
    name: `${partner.key}-statement-${period.key}`,
    about: [
      [STATEMENT_TEXT.partner, partner.name],
      [ABOUT_TEXT.period, period.label],
      [STATEMENT_TEXT.sow, STATEMENT_TEXT.sowVersion(statement.version)],
      [STATEMENT_TEXT.currency, currency],
      [STATEMENT_TEXT.asOfDay, statement.asOf],
      ...statement.problems.map(
        (problem) => [STATEMENT_TEXT.problems, statementProblemText(problem, view.names)] as const,
      ),
      [STATEMENT_TEXT.hash, view.hash],
    ],
    header: [...STATEMENT_COLUMNS],
    rows: [
      ...rows,
      ["", STATEMENT_TEXT.total, "", "", period.key, "", "", "", amountCell(statement.totalMinor, currency)],
    ],
  };
}
