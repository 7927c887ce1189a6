import { describe, expect, test } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import type { MappingSuggestion } from "../suggestion";
import { suggestMapping } from "../suggest-mapping";
import { ABOUT, suggest } from "../test-suggestions";

const LINES = `Invoice No,Invoice Date,Description,Quantity,Unit Price,Amount
INV-1,2026-03-31,Voice agents,10,2000.00,20000.00
INV-1,2026-03-31,Chat agents,5,1800.00,9000.00
INV-2,2026-04-30,Voice agents,10,2000.00,20000.00
INV-2,2026-04-30,Credit,1,-500.00,-500.00`;

describe("lines of invoices", () => {
  test("are totals of what was invoiced, credits among them, and no contacts", () => {
    const draft = draftMapping(suggest(LINES.replace("Amount", "Amount USD")), ABOUT);
    expect(draft.open).toEqual([]);
    expect(draft.document).toMatchObject({
      kind: "totals",
      fields: { day: { column: "Invoice Date" } },
      totals: [{ measure: "invoicedMinor", column: "Amount USD", factor: 100 }],
    });
  });

  test("in German are read with their decimal comma", () => {
    const german = `Rechnungsnummer;Rechnungsdatum;Leistung;Menge;Betrag (EUR)
R-1;31.03.2026;Sprache;10;20.000,00
R-2;30.04.2026;Chat;5;9.000,50`;
    expect(draftMapping(suggest(german, {}, ";"), ABOUT).document).toMatchObject({
      kind: "totals",
      totals: [{ measure: "invoicedMinor", column: "Betrag (EUR)", decimal: ",", factor: 100, inCurrency: "EUR" }],
    });
  });

  test("with several amounts ask which was invoiced", () => {
    const several = LINES.replace("Quantity", "Net Amount");
    expect(
      suggest(several)
        .questions.find(({ id }) => id === "column:invoicedMinor")
        ?.options.map(({ value }) => value),
    ).toEqual(["Amount", "Net Amount", "none"]);
  });

  const invoiced = (text: string, options: { currency?: string; answers?: { id: string; value: string }[] } = {}) => {
    const [headings = [], ...rows] = text.split("\n").map((line) => line.split(","));
    const { currency = null, answers = [] } = options;
    return suggestMapping({ headings, rows }, { zone: "UTC", currency, choices: { answers } });
  };
  const requested = (made: MappingSuggestion) => made.questions.map(({ id }) => id);
  const withCurrencies = (codes: readonly string[]) =>
    LINES.split("\n")
      .map((line, at) => `${line},${at === 0 ? "Currency" : (codes[(at - 1) % codes.length] ?? "")}`)
      .join("\n");

  test.each([
    ["Amount USD", 100],
    ["Amount (EUR)", 100],
    ["Amount (JPY)", 1],
    ["Amount in yen", 1],
    ["Amount in Euro", 100],
    ["Amount £", 100],
    ["Amount in cents", 1],
    ["Amount (pennies)", 1],
    ["Importe en centavos", 1],
  ])("count minor units by the currency of their heading: %s", (heading, factor) => {
    const made = invoiced(LINES.replace("Amount", heading));
    expect(requested(made)).toEqual([]);
    expect(made.invoiced).toMatchObject({ factor, currency: null });
  });

  test("count minor units by the column that names the currency, and take no other currency", () => {
    const made = invoiced(withCurrencies(["JPY"]));
    expect(requested(made)).toEqual([]);
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { totals: [{ measure: "invoicedMinor", currency: { column: "Currency", is: ["JPY"] } }] },
    });
    expect(made.invoiced?.factor).toBe(1);
  });

  test("in several currencies ask which is invoiced", () => {
    const text = withCurrencies(["USD", "EUR"]);
    const made = invoiced(text, { currency: "EUR" });
    expect(made.questions).toMatchObject([
      { id: "currency:Amount", options: [{ value: "EUR" }, { value: "USD" }, { value: "none" }] },
    ]);
    const answered = invoiced(text, { answers: [{ id: "currency:Amount", value: "EUR" }] });
    expect(requested(answered)).toEqual([]);
    expect(answered.invoiced).toEqual({ factor: 100, code: "EUR", currency: { column: "Currency", is: ["EUR"] } });
    const none = invoiced(text, { answers: [{ id: "currency:Amount", value: "none" }] });
    expect(none.invoiced).toBeNull();
  });

  test("take the currency of the SOW where the file names none, and else ask", () => {
    expect(requested(invoiced(LINES))).toEqual(["currency:Amount"]);
    expect(invoiced(LINES, { currency: "JPY" })).toMatchObject({ questions: [], invoiced: { factor: 1 } });
    expect(invoiced(LINES.replace("Amount", "Amount ¥"), { currency: "CNY" })).toMatchObject({
      questions: [],
      invoiced: { factor: 100 },
    });
    expect(requested(invoiced(LINES.replace("Amount", "Amount ¥")))).toEqual(["currency:Amount ¥"]);
    expect(requested(invoiced(LINES.replace("Amount", "Amount EUR"), { currency: "USD" }))).toEqual([
      "currency:Amount EUR",
    ]);
  });

  test("with the sign of a currency in their cells are amounts of it", () => {
    const made = invoiced(LINES.replace(/,(-?)(\d+\.\d\d)$/gm, ",$1€$2"));
    expect(requested(made)).toEqual([]);
    expect(made.invoiced).toEqual({ factor: 100, code: "EUR", currency: null });
  });

  test("belong to the service period, and ask where the invoice has a date of its own", () => {
    const text = LINES.replace(/^(INV-\d),(\d{4})-(\d\d)-\d\d/gm, "$1,$2-$3-28,$2-$3-01").replace(
      "Invoice Date",
      "Invoice Date,Service Month",
    );
    const made = invoiced(text, { currency: "USD" });
    expect(made.questions).toMatchObject([
      { id: "column:day", options: [{ value: "Service Month" }, { value: "Invoice Date" }, { value: "none" }] },
    ]);
    const answered = invoiced(text, { currency: "USD", answers: [{ id: "column:day", value: "Invoice Date" }] });
    expect(draftMapping(answered, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { day: { column: "Invoice Date" } } },
    });
    const due = text.replace("Service Month", "Due Date");
    expect(invoiced(due, { currency: "USD" })).toMatchObject({ questions: [] });
    expect(draftMapping(invoiced(due, { currency: "USD" }), ABOUT).document).toMatchObject({
      fields: { day: { column: "Invoice Date" } },
    });
  });

  test("are named by their invoice always, and ask whether equal ones were invoiced each", () => {
    const made = invoiced(LINES, { currency: "USD" });
    expect(made.idColumns).toContain("Invoice No");
    expect(draftMapping(made, ABOUT).document).toMatchObject({ sameIds: "number" });
    const equal = `${LINES}\nINV-2,2026-04-30,Credit,1,-500.00,-500.00`;
    expect(requested(invoiced(equal, { currency: "USD" }))).toEqual(["equal-lines"]);
    const once = invoiced(equal, { currency: "USD", answers: [{ id: "equal-lines", value: "once" }] });
    expect(draftMapping(once, ABOUT).document).not.toHaveProperty("sameIds");
  });
});
