import { columnQuestionId } from "./column-question";
import type { Question } from "./question";
import type { ColumnProfile } from "./profile/column-profile";
import { readAs } from "./columns/rate-columns";
import type { Work } from "./mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** In English, German, Spanish, French, Portuguese, Italian and Dutch. */
const INVOICE = /\b(invoice|rechnung|factura|facture|fatura|fattura|factuur)/;
const AMOUNT = /\b(amount|total|subtotal|betrag|gesamtbetrag|rechnungsbetrag|importe|montant|valor|importo|bedrag)\b/;
/** Prices of one piece and taxes are no amounts of the line. */
const OTHER_MONEY =
  /\b(unit|price|rate|preis|einzelpreis|precio|prix|preco|prezzo|prijs|tax|vat|mwst|ust|iva|tva|btw|discount|rabatt)\b/;
const TARGET = "invoicedMinor";

/** Whether a heading names prices of one piece or taxes. */
export function isOtherMoney(plain: string): boolean {
  return OTHER_MONEY.test(plain);
}

/** The amounts of a file whose rows are lines of invoices; none where they are not. */
function amountsOfInvoices(columns: readonly ColumnProfile[]): ColumnProfile[] {
  if (!columns.some(({ plain, number }) => number === null && INVOICE.test(plain))) return [];
  return columns.filter(({ plain, number }) => number !== null && AMOUNT.test(plain) && !isOtherMoney(plain));
}

export function areInvoiceLines(columns: readonly ColumnProfile[]): boolean {
  return amountsOfInvoices(columns).length > 0;
}

/** Lines of invoices state what was invoiced; of several amounts it is asked which. */
export function settleInvoice({ columns, rating, settled }: Work): Question[] {
  const amounts = amountsOfInvoices(columns);
  const [only, another] = amounts;
  const isSaid =
    rating.answers.has(columnQuestionId(TARGET)) || [...settled.values()].some(({ target }) => target === TARGET);
  if (only === undefined || isSaid) return [];
  if (another !== undefined) {
    return [
      {
        id: columnQuestionId(TARGET),
        columns: amounts.map(({ heading }) => heading),
        text: QUESTION_TEXTS.invoicedAmount,
        options: [
          ...amounts.map(({ heading, samples }) => ({
            value: heading,
            label: heading,
            example: samples.slice(0, 3).join(", "),
          })),
          { value: "none", label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.noColumn },
        ],
      },
    ];
  }
  const how = readAs(only, { ...rating, target: TARGET });
  if (how !== null && !settled.has(only.heading))
    settled.set(only.heading, {
      target: TARGET,
      rating: { score: 1, named: 1, preset: false, how },
      chosen: false,
      reason: null,
    });
  return [];
}

const NUMBER_HEADING =
  /\b(invoice|rechnungs?|factura|facture|fatura|fattura|factuur|document|beleg|credit note)( \w+)? (no|nr|num|number|id|ref|reference|nummer|numero|n)\b|\b(rechnungs|beleg|factuur)(nummer|nr)\b|^(invoice|rechnung|factura|facture|fatura|fattura|factuur)s?$/;
const LINE_HEADING =
  /\b(line|position|pos|item)( item)? (no|nr|num|number|id)\b|^(line|pos|position|zeile|linea|ligne|linha|riga|regel)$/;

/** The columns that name a line wherever they are: the number of the invoice and that of the line. */
export function lineNames({ columns }: Pick<Work, "columns">): ColumnProfile[] {
  const named = (pattern: RegExp) =>
    columns.find(({ plain, filled, cells, instant }) => pattern.test(plain) && filled === cells && instant === null) ??
    null;
  return [named(NUMBER_HEADING), named(LINE_HEADING)].filter((column) => column !== null);
}

const SERVICE_HEADING =
  /\b(service|leistungs?|leistungsdatum|leistungszeitraum|leistungsmonat|period|periode|periodo|zeitraum|month|monat|mes|mois|mese|maand|performance|work) ?(date|month|period|start|from|datum|monat|zeitraum)?\b/;
/** When an invoice is to be paid or was paid says nothing of what it is for. */
const PAYMENT_HEADING =
  /\b(due|paid|payment|fallig|falligkeit|zahlung|vencimiento|pago|echeance|scadenza|vervaldatum|created|modified|updated)\b/;

/** What was invoiced belongs to when the service was rendered; beside a date of the invoice, it is asked. */
export function settleInvoiceDay({ columns, rating, settled, choices }: Work): Question[] {
  const dates = columns.filter(
    ({ instant, plain, heading }) =>
      instant !== null &&
      instant.parts !== "time" &&
      !instant.bare &&
      !PAYMENT_HEADING.test(plain) &&
      choices.get(heading)?.target === undefined,
  );
  const isSaid =
    rating.answers.has(columnQuestionId("day")) ||
    [...settled.values()].some(({ target }) => target === "day" || target === "at");
  const service = dates.filter(({ plain }) => SERVICE_HEADING.test(plain));
  const [first, another] = [...service, ...dates.filter((column) => !service.includes(column))];
  if (isSaid || first === undefined) return [];
  const how = readAs(first, { ...rating, target: "day" });
  if (how !== null && !settled.has(first.heading))
    settled.set(first.heading, {
      target: "day",
      rating: { score: 1, named: 1, preset: false, how },
      chosen: false,
      reason: service.length > 0 ? SUGGESTION_REASONS.serviceDate : null,
    });
  if (another === undefined || service.length === 0) return [];
  return [
    {
      id: columnQuestionId("day"),
      columns: dates.map(({ heading }) => heading),
      text: QUESTION_TEXTS.invoiceDate,
      options: [
        ...[first, ...dates.filter((column) => column !== first)].map(({ heading, samples }) => ({
          value: heading,
          label: heading,
          example: samples.slice(0, 3).join(", "),
        })),
        { value: "none", label: QUESTION_TEXTS.none, example: QUESTION_TEXTS.otherKind },
      ],
    },
  ];
}

const EQUAL_LINES = "equal-lines";

/** Whether rows with the same id are rows of their own, and the question where rows of the file are equal throughout. */
export function settleEqualLines({ table, rating }: Work): { numbered: boolean; questions: Question[] } {
  const answer = rating.answers.get(EQUAL_LINES);
  const rows = new Set(table.rows.map((row) => JSON.stringify(row)));
  const equal = table.rows.length - rows.size;
  if (equal === 0 || answer === "lines" || answer === "once") return { numbered: answer !== "once", questions: [] };
  return {
    numbered: true,
    questions: [
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
    ],
  };
}
