import { currencyDecimals, isCurrency } from "~/domain/money/currency";
import { currenciesIn } from "../../values/currency-signs";
import type { ColumnProfile } from "../profile/column-profile";
import type { Question } from "../question";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, columnOf, leftOut, resolve, type MappingState } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const CURRENCY_HEADING = /\b(currency|curr|ccy|wahrung|moneda|devise|moeda|valuta|divisa)\b/;
const MINOR_WORDS =
  /(?<!\p{L})(cents?|minor|pence|penny|pennies|centimes?|c[eé]ntimos?|centavos?|centesimi|eurocents?|øre|paise|groszy)(?!\p{L})/iu;
const USUAL = ["USD", "EUR", "GBP", "INR", "PHP", "MXN", "COP", "BRL", "CAD", "AUD", "PLN", "ZAR", "JPY", "KRW"];
const NONE = "none";
const MAX_TEXTS = 200;

/**
 * In which currency invoiced amounts are, by a column of the file, by the heading or the cells, or by the vendor's SOW. Where it is not
 * known, is not the SOW's, or differs from row to row, it is asked: amounts in two currencies never add up.
 */
export function resolveCurrency(state: MappingState, evidence: MappingEvidence): MappingState {
  const column = columnOf(state, evidence, "invoicedMinor");
  if (column === null) return state;
  const ofVendor = evidence.context.currency ?? null;
  const id = `currency:${column.heading}`;
  const answer = evidence.rating.answers.get(id);
  if (answer === NONE) {
    const chosen = state.resolved.get(column.heading)?.chosen ?? false;
    return resolve(state, [[column.heading, { ...leftOut(SUGGESTION_DETAILS.otherCurrency), chosen }]]);
  }
  const isMinor = MINOR_WORDS.test(column.heading);
  const factorOf = (code: string) => (isMinor ? 1 : 10 ** currencyDecimals(code));
  const named = currencyColumn(evidence, column);
  const possible = named === null ? currenciesOfAmount(column) : [...new Set(named.texts.flatMap(currenciesIn))];
  // Without a column that tells them apart, amounts of another currency would be added up.
  if (possible === null) return ask(state, "currency", [mixedQuestion(id, column)]);
  const invoicedIn = (code: string): MappingState => {
    const currency = named === null ? null : { column: named.heading, is: textsOf(named, code, possible) };
    return { ...state, invoiced: { factor: factorOf(code), code, currency } };
  };
  if (answer !== undefined && isCurrency(answer)) return invoicedIn(answer);
  const isMixed =
    named !== null && named.texts.some((text) => currenciesIn(text).length === 0 || !meansAll(text, possible));
  const code = isMixed ? null : certain(possible, ofVendor);
  if (code !== null) return invoicedIn(code);
  if (possible.length === 0 && isMinor && named === null)
    return { ...state, invoiced: { factor: 1, code: null, currency: null } };
  const offered = [
    ...new Set([
      ...(ofVendor !== null && possible.length !== 1 ? [ofVendor] : []),
      ...possible,
      ...(possible.length === 0 ? USUAL : []),
    ]),
  ];
  return ask(invoicedIn(offered[0] ?? "USD"), "currency", [
    {
      id,
      columns: [column.heading, ...(named === null ? [] : [named.heading])],
      text: questionText(column, { named, isMixed, possible, ofVendor }),
      options: [
        ...offered.map((one) => ({
          value: one,
          label: one,
          example: isMixed ? SUGGESTION_REASONS.otherCurrencies : minorText(factorOf(one)),
        })),
        { value: NONE, label: QUESTION_TEXTS.noneLeaveOut, example: QUESTION_TEXTS.noAmount },
      ],
    },
  ]);
}

/** The only currency that is possible: that of the vendor where it is among several, and none where it is another. */
function certain(possible: readonly string[], ofVendor: string | null): string | null {
  if (ofVendor !== null) return possible.length === 0 || possible.includes(ofVendor) ? ofVendor : null;
  const [only, another] = possible;
  return another === undefined ? (only ?? null) : null;
}

function questionText(
  { heading }: ColumnProfile,
  found: { named: ColumnProfile | null; isMixed: boolean; possible: readonly string[]; ofVendor: string | null },
): string {
  const { named, isMixed, possible, ofVendor } = found;
  if (isMixed && named !== null)
    return SUGGESTION_DETAILS.severalCurrencies(named.heading, named.texts.slice(0, 3).join(", "), heading);
  if (possible.length === 1 && ofVendor !== null)
    return SUGGESTION_DETAILS.otherThanSow(heading, possible.join(), ofVendor);
  return QUESTION_TEXTS.currency(heading);
}

function minorText(factor: number): string {
  return factor === 1 ? QUESTION_TEXTS.minorUnits : SUGGESTION_DETAILS.factor(factor);
}

/** The column that says the currency of each row. */
function currencyColumn({ columns }: MappingEvidence, amount: ColumnProfile): ColumnProfile | null {
  const named = columns.filter((column) => {
    const { plain, number, filled, heading } = column;
    return heading !== amount.heading && number === null && filled > 0 && CURRENCY_HEADING.test(plain);
  });
  return named.find(({ texts }) => texts.some((text) => currenciesIn(text).length > 0)) ?? null;
}

/** What the heading and every cell that names a currency may mean; none where none is named, null where they contradict each other. */
function currenciesOfAmount({ heading, texts }: ColumnProfile): string[] | null {
  const named = [heading, ...texts.slice(0, MAX_TEXTS)].map(currenciesIn).filter((codes) => codes.length > 0);
  const [first = [], ...others] = named;
  const common = first.filter((code) => others.every((codes) => codes.includes(code)));
  return named.length > 0 && common.length === 0 ? null : common;
}

function mixedQuestion(id: string, { heading, texts }: ColumnProfile): Question {
  return {
    id,
    columns: [heading],
    text: SUGGESTION_DETAILS.currenciesInCells(heading, texts.slice(0, 3).join(", ")),
    options: [{ value: NONE, label: QUESTION_TEXTS.leaveOutAmount, example: QUESTION_TEXTS.noAmount }],
  };
}

/** Whether a cell may mean each of these. */
function meansAll(text: string, codes: readonly string[]): boolean {
  const own = currenciesIn(text);
  return codes.every((code) => own.includes(code));
}

/** The texts of the currency's rows. */
function textsOf({ texts }: ColumnProfile, code: string, possible: readonly string[]): string[] {
  const own = texts.filter((text) => currenciesIn(text).includes(code));
  return own.length > 0 && possible.includes(code) ? own : [code];
}
