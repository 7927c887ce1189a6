import { expect, it } from "vitest";
import { checkMoney } from "~/domain/contracts/credits/check-money";
import { validateSow } from "~/domain/contracts/validate";
import { sowDocuments } from "../../../seed/sows";

it("gives the demo partners credit schemes without contradictions", () => {
  const found = sowDocuments(20_000).map((document) => {
    const reading = validateSow(document);
    if (!reading.ok) return reading.problems;
    const codes = new Set(["bands-gap"]);
    return [
      ...reading.warnings.filter(({ code }) => codes.has(code)),
      ...reading.sow.versions.flatMap((version) => checkMoney(reading.sow, version)),
    ];
  });
  expect(found.flat()).toEqual([]);
});
