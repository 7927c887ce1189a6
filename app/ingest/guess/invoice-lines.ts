import { currencyDecimals, isCurrency } from "~/domain/metrics/currency";
import { columnQuestionId } from "./column-question";
import type { Question } from "./guess";
import type { ColumnProfile } from "./profile/column-profile";
import { readAs } from "./rate-columns";
import type { Work } from "./work";

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
        text: "Which column is the amount that was invoiced?",
        options: [
          ...amounts.map(({ heading, samples }) => ({
            value: heading,
            label: heading,
            example: samples.slice(0, 3).join(", "),
          })),
          { value: "none", label: "None of these", example: "no column is used for it" },
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

/** How many minor units the figures under a heading count in one: 100 for dollars, 1 for yen and for cents. */
export function minorUnitsIn(heading: string): number {
  if (/\b(cents?|minor|pence|centimes|c[eé]ntimos)\b/i.test(heading)) return 1;
  const code = heading.match(/\b[A-Z]{3}\b/g)?.find(isCurrency);
  return 10 ** currencyDecimals(code ?? "USD");
}
