import { isReportedDay, type Day } from "~/domain/calendar/day";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import { given, readSlice } from "../shared/address";

/** Which figure is to be explained, as the address says it. */
export type ExplainQuestion = {
  readonly vendor: string;
  readonly metric: string;
  readonly from: Day;
  readonly to: Day;
  readonly site: string | null;
  readonly program: string | null;
  readonly channel: string | null;
  readonly severity: string | null;
  readonly kind: FactKind | null;
  readonly page: number;
  readonly rest: Readonly<Record<string, string>>;
};

const OWN_NAMES = ["vendor", "metric", "from", "to", "site", "program", "channel", "severity", "rows", "page"];
const LAST_PAGE = 100_000;

/** Null where the address names no figure. */
export function readExplainQuestion(address: URLSearchParams): ExplainQuestion | null {
  const [vendor, metric, from, to] = ["vendor", "metric", "from", "to"].map((name) => given(address, name));
  if (!vendor || !metric || !from || !to || !isReportedDay(from) || !isReportedDay(to) || from > to) return null;
  const page = Number(address.get("page") ?? "1");
  return {
    vendor,
    metric,
    from,
    to,
    ...readSlice(address),
    severity: given(address, "severity"),
    kind: FACT_KINDS.find((kind) => kind === address.get("rows")) ?? null,
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
    rest: Object.fromEntries([...address].filter(([name]) => !OWN_NAMES.includes(name))),
  };
}
