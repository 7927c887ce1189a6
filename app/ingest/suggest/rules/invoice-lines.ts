import { readAs } from "../columns/rate-columns";
import { columnQuestionId } from "../column-question";
import { amountsOfInvoices } from "../kinds/invoice-lines";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, isFed, resolveFree, type MappingState } from "../mapping-state";
import type { ColumnProfile } from "../profile/column-profile";
import { columnOption } from "./column-option";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const TARGET = "invoicedMinor";

/** Lines of invoices state what was invoiced; of several amounts it is asked which. */
export function resolveInvoice(state: MappingState, { columns, rating, isInvoice }: MappingEvidence): MappingState {
  const amounts = isInvoice ? amountsOfInvoices(columns) : [];
  const [only, another] = amounts;
  if (only === undefined || rating.answers.has(columnQuestionId(TARGET)) || isFed(state, TARGET)) return state;
  if (another !== undefined) {
    return ask(state, "invoiced-amount", [
      {
        id: columnQuestionId(TARGET),
        columns: amounts.map(({ heading }) => heading),
        text: QUESTION_TEXTS.invoicedAmount,
        options: [
          ...amounts.map(columnOption),
          { value: "none", label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.noColumn },
        ],
      },
    ]);
  }
  const how = readAs(only, { ...rating, target: TARGET });
  if (how === null) return state;
  const found = { score: 1, named: 1, preset: false, how };
  return resolveFree(state, [[only.heading, { target: TARGET, rating: found, chosen: false, reason: null }]]);
}

const SERVICE_HEADING =
  /\b(service|leistungs?|leistungsdatum|leistungszeitraum|leistungsmonat|period|periode|periodo|zeitraum|month|monat|mes|mois|mese|maand|performance|work) ?(date|month|period|start|from|datum|monat|zeitraum)?\b/;
/** When an invoice is to be paid or was paid says nothing of what it is for. */
const PAYMENT_HEADING =
  /\b(due|paid|payment|fallig|falligkeit|zahlung|vencimiento|pago|echeance|scadenza|vervaldatum|created|modified|updated)\b/;

/** What was invoiced belongs to when the service was rendered; beside a date of the invoice, it is asked. */
export function resolveInvoiceDay(state: MappingState, evidence: MappingEvidence): MappingState {
  const { columns, rating, choices, isInvoice } = evidence;
  const isStated = rating.answers.has(columnQuestionId("day")) || isFed(state, "day") || isFed(state, "at");
  if (!isInvoice || isStated) return state;
  const dates = columns.filter(
    (column) => isDateOfInvoice(column) && choices.get(column.heading)?.target === undefined,
  );
  const service = dates.filter(({ plain }) => SERVICE_HEADING.test(plain));
  const [first, another] = [...service, ...dates.filter((column) => !service.includes(column))];
  if (first === undefined) return state;
  const how = readAs(first, { ...rating, target: "day" });
  const found = how && { score: 1, named: 1, preset: false, how };
  const reason = service.length > 0 ? SUGGESTION_REASONS.serviceDate : null;
  const resolved =
    found === null
      ? state
      : resolveFree(state, [[first.heading, { target: "day", rating: found, chosen: false, reason }]]);
  if (another === undefined || service.length === 0) return resolved;
  return ask(resolved, "service-date", [
    {
      id: columnQuestionId("day"),
      columns: dates.map(({ heading }) => heading),
      text: QUESTION_TEXTS.invoiceDate,
      options: [
        ...[first, ...dates.filter((column) => column !== first)].map(columnOption),
        { value: "none", label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.otherKind },
      ],
    },
  ]);
}

function isDateOfInvoice({ instant, plain }: ColumnProfile): boolean {
  return instant !== null && instant.parts !== "time" && !instant.bare && !PAYMENT_HEADING.test(plain);
}

const EQUAL_LINES = "equal-lines";

/** Lines of an invoice with the same id are lines of their own; where some are equal throughout, it is asked. */
export function resolveEqualLines(state: MappingState, { table, rating, isInvoice }: MappingEvidence): MappingState {
  if (!isInvoice) return state;
  const answer = rating.answers.get(EQUAL_LINES);
  const numbered = { ...state, numbered: answer !== "once" };
  const rows = new Set(table.rows.map((row) => JSON.stringify(row)));
  const equal = table.rows.length - rows.size;
  if (equal === 0 || answer === "lines" || answer === "once") return numbered;
  return ask(numbered, "equal-lines", [
    {
      id: EQUAL_LINES,
      columns: [],
      text: SUGGESTION_DETAILS.equalLines(
        equal === 1 ? SUGGESTION_DETAILS.oneLine : SUGGESTION_DETAILS.severalLines(equal),
      ),
      options: [
        { value: "lines", label: QUESTION_TEXTS.invoicedEach, example: QUESTION_TEXTS.addedUp },
        { value: "once", label: QUESTION_TEXTS.repeated, example: QUESTION_TEXTS.countOnce },
      ],
    },
  ]);
}
