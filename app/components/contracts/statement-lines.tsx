import type { StatementLine } from "~/domain/contracts/credits/statement";
import type { StatementView } from "~/domain/contracts/credits/statement-view";
import { LINE_KIND_NAMES, lineAmountText, minorText, STATEMENT_TEXT, totalLabel } from "~/wording/contracts/statement";
import { stepText } from "~/wording/contracts/statement-steps";

/** The lines of a statement, each with its arithmetic, and the total. */
export function StatementLines({ view }: { view: StatementView }) {
  const { statement } = view;
  return (
    <ol className="mb-6 space-y-3">
      {statement.lines.map((line, index) => (
        <Line key={line.id} line={line} position={index + 1} view={view} />
      ))}
      <li className="card flex items-baseline justify-between gap-4 rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
        <span className="font-semibold">{totalLabel(view)}</span>
        <span className="figures text-figure font-semibold">{minorText(statement.totalMinor, statement.currency)}</span>
      </li>
    </ol>
  );
}

function Line({ line, position, view }: { line: StatementLine; position: number; view: StatementView }) {
  const { currency } = view.statement;
  const format = view.formats[line.targets[0] ?? ""];
  return (
    <li className="card rounded-lg border border-line bg-surface shadow-card">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3">
        <span className="figures text-xs text-ink-3">{position}</span>
        <h3 className="font-semibold">{line.name}</h3>
        <span className="text-xs text-ink-3">
          {[LINE_KIND_NAMES[line.kind], line.clause && STATEMENT_TEXT.clauseName(line.clause), line.period.key]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <span className="figures ms-auto font-semibold">{lineAmountText(line, currency)}</span>
      </div>
      {line.steps.length > 0 && (
        <table className="w-full border-t border-line text-sm">
          <caption className="sr-only">{STATEMENT_TEXT.stepsOf(line.name)}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{STATEMENT_TEXT.step}</th>
              <th scope="col">{STATEMENT_TEXT.working}</th>
              <th scope="col">{STATEMENT_TEXT.result}</th>
            </tr>
          </thead>
          <tbody>
            {line.steps.map((step, index) => {
              const { label, working, result } = stepText(step, format, currency);
              return (
                <tr key={`${line.id} ${String(index)}`}>
                  <th scope="row" className="px-4 py-1.5 text-start font-normal text-ink-2">
                    {label}
                  </th>
                  <td className="figures px-2 py-1.5 text-end text-ink-3 max-sm:hidden">{working}</td>
                  <td className="figures px-4 py-1.5 text-end">
                    {working !== "" && <span className="block text-xs text-ink-3 sm:hidden">{working}</span>}
                    {result}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </li>
  );
}
