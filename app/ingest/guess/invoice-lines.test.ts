import { describe, expect, test } from "vitest";
import { draftMapping } from "./draft-mapping";
import { minorUnitsIn } from "./invoice-lines";
import { ABOUT, guess } from "./test-guesses";

const LINES = `Invoice No,Invoice Date,Description,Quantity,Unit Price,Amount
INV-1,2026-03-31,Voice agents,10,2000.00,20000.00
INV-1,2026-03-31,Chat agents,5,1800.00,9000.00
INV-2,2026-04-30,Voice agents,10,2000.00,20000.00
INV-2,2026-04-30,Credit,1,-500.00,-500.00`;

describe("lines of invoices", () => {
  test("are totals of what was invoiced, credits among them, and no contacts", () => {
    const draft = draftMapping(guess(LINES), ABOUT);
    expect(draft.open).toEqual([]);
    expect(draft.document).toMatchObject({
      kind: "tallies",
      fields: { day: { column: "Invoice Date" } },
      tallies: [{ measure: "invoicedMinor", column: "Amount", factor: 100 }],
    });
  });

  test("in German are read with their decimal comma", () => {
    const german = `Rechnungsnummer;Rechnungsdatum;Leistung;Menge;Betrag (EUR)
R-1;31.03.2026;Sprache;10;20.000,00
R-2;30.04.2026;Chat;5;9.000,50`;
    expect(draftMapping(guess(german, {}, ";"), ABOUT).document).toMatchObject({
      kind: "tallies",
      tallies: [{ measure: "invoicedMinor", column: "Betrag (EUR)", decimal: ",", factor: 100 }],
    });
  });

  test("with several amounts ask which was invoiced", () => {
    const several = LINES.replace("Quantity", "Net Amount");
    expect(
      guess(several)
        .questions.find(({ id }) => id === "column:invoicedMinor")
        ?.options.map(({ value }) => value),
    ).toEqual(["Amount", "Net Amount", "none"]);
  });

  test("count minor units by the currency that the heading names", () => {
    expect(["Amount", "Amount USD", "Betrag (EUR)", "Amount (JPY)", "Amount in cents"].map(minorUnitsIn)).toEqual([
      100, 100, 100, 1, 1,
    ]);
  });
});
