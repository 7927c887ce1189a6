import type { ColumnProfile } from "../profile/column-profile";

/** In English, German, Spanish, French, Portuguese, Italian and Dutch. */
const INVOICE = /\b(invoice|rechnung|factura|facture|fatura|fattura|factuur)/;
const AMOUNT = /\b(amount|total|subtotal|betrag|gesamtbetrag|rechnungsbetrag|importe|montant|valor|importo|bedrag)\b/;
/** Prices of one piece and taxes are no amounts of the line. */
const OTHER_MONEY =
  /\b(unit|price|rate|preis|einzelpreis|precio|prix|preco|prezzo|prijs|tax|vat|mwst|ust|iva|tva|btw|discount|rabatt)\b/;

/** Whether a heading names prices of one piece or taxes. */
export function isOtherMoney(plain: string): boolean {
  return OTHER_MONEY.test(plain);
}

/** The amounts of a file whose rows are lines of invoices; none where they are not. */
export function amountsOfInvoices(columns: readonly ColumnProfile[]): ColumnProfile[] {
  if (!columns.some(({ plain, number }) => number === null && INVOICE.test(plain))) return [];
  return columns.filter(({ plain, number }) => number !== null && AMOUNT.test(plain) && !isOtherMoney(plain));
}

/** Whether rows are lines of invoices. */
export function areInvoiceLines(columns: readonly ColumnProfile[]): boolean {
  return amountsOfInvoices(columns).length > 0;
}

const NUMBER_HEADING =
  /\b(invoice|rechnungs?|factura|facture|fatura|fattura|factuur|document|beleg|credit note)( \w+)? (no|nr|num|number|id|ref|reference|nummer|numero|n)\b|\b(rechnungs|beleg|factuur)(nummer|nr)\b|^(invoice|rechnung|factura|facture|fatura|fattura|factuur)s?$/;
const LINE_HEADING =
  /\b(line|position|pos|item)( item)? (no|nr|num|number|id)\b|^(line|pos|position|zeile|linea|ligne|linha|riga|regel)$/;

/** The columns that name a line wherever they are: the number of the invoice and that of the line. */
export function lineNames(columns: readonly ColumnProfile[]): ColumnProfile[] {
  const named = (pattern: RegExp) =>
    columns.find(({ plain, filled, cells, instant }) => pattern.test(plain) && filled === cells && instant === null) ??
    null;
  return [named(NUMBER_HEADING), named(LINE_HEADING)].filter((column) => column !== null);
}
