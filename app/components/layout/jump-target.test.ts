import { expect, it } from "vitest";
import { metricsOfPartners, termsOf, type JumpTarget } from "./jump-target";

it("a search for a partner and a metric finds that metric of that partner", () => {
  const targets: JumpTarget[] = [
    { group: "Partners", label: "Brightline", href: "/scorecards/brightline" },
    { group: "Partners", label: "Atlas", href: "/scorecards/atlas" },
    { group: "Metrics", label: "Customer satisfaction (CSAT)", href: "/metrics/csat" },
    { group: "Pages", label: "Portfolio", href: "/portfolio" },
  ];
  const found = metricsOfPartners(targets).filter(({ label }) =>
    termsOf(" brightline  csat").every((term) => label.toLowerCase().includes(term)),
  );
  expect(found.map(({ href }) => href)).toEqual(["/metrics/csat?vendor=brightline"]);
});
