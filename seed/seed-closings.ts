import { takeMonthStep } from "~/commands/contracts/month-steps.server";
import { findVendor } from "~/data/access/vendors.server";
import { findStatementMonths } from "~/data/contracts/statement-months.server";
import type { Database } from "~/data/db/database.server";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { addDays, dayFromNumber } from "~/domain/calendar/day";
import { periodOf } from "~/domain/calendar/period";
import { startOfDay } from "~/domain/calendar/time-zone";
import type { MonthState, MonthStep } from "~/domain/contracts/closing/month-state";
import { loadMonthToClose } from "~/reports/contracts/month-closing.server";
import type { DemoOptions } from "./demo-history";
import { ORGANIZATION } from "./organization";
import { DEMO_PEOPLE } from "./people";
import { SEEDER } from "./seeder";
import type { DemoAuthor } from "./seed-people";
import { monthStart } from "./timeline";

/** The partner whose months are closed, and how many of them. */
const CLOSED_PARTNER = "lumina";
const CLOSED_MONTHS = 12;

/** Days after the end of a month on which its review starts; a step follows each day. */
const REVIEW_DAY = 5;

const NEXT_STEPS: Readonly<Record<MonthState, readonly MonthStep[]>> = {
  open: ["start-review", "sign-as-lead", "sign-as-partner", "close"],
  "under-review": ["sign-as-lead", "sign-as-partner", "close"],
  "signed-by-lead": ["sign-as-partner", "close"],
  "signed-by-partner": ["close"],
  closed: [],
};

/** Closes a year of months of one partner, up to the month before last, and puts the last one under review; each once. */
export async function seedClosings(db: Database, { today, partners }: DemoOptions, author: DemoAuthor): Promise<void> {
  if (!partners.includes(CLOSED_PARTNER)) return;
  const vendor = await findVendor(db, SEEDER, CLOSED_PARTNER);
  if (vendor === null) return;
  const lead: Viewer = { kind: "member", ...author, role: "lead", scope: WHOLE_SCOPE };
  const person = DEMO_PEOPLE.find((one) => one.vendor === CLOSED_PARTNER);
  const { name = "", email = "" } = person ?? {};
  const scope = partnerScope(vendor.id);
  const partner: Viewer = { kind: "partner", userId: "", name, email, vendorId: vendor.id, scope };
  for (let back = CLOSED_MONTHS + 1; back >= 1; back -= 1) {
    const month = periodOf("month", dayFromNumber(monthStart(today, back)));
    const [stored] = await findStatementMonths(db, SEEDER, { vendorId: vendor.id, periods: [month.key] });
    const state = stored?.state ?? "open";
    const steps = NEXT_STEPS[state].filter((step) => back > 1 || step === "start-review");
    for (const [index, step] of steps.entries()) {
      const viewer = step === "sign-as-partner" ? partner : lead;
      const at = startOfDay(addDays(month.range.until, REVIEW_DAY + index), ORGANIZATION.timeZone);
      const clock = () => new Date(at.getTime() + WORKING_HOURS_MS);
      if (!(await takeSeededStep(db, viewer, { period: month.key, step }, clock))) return;
    }
  }
}

const WORKING_HOURS_MS = 10 * 3_600_000;

/** False where the month cannot be closed with the data that were seeded: later months then stay open too. */
async function takeSeededStep(
  db: Database,
  viewer: Viewer,
  { period, step }: { period: string; step: MonthStep },
  clock: () => Date,
): Promise<boolean> {
  const question = { vendor: CLOSED_PARTNER, period };
  const seen = await loadMonthToClose(db, viewer, question, { clock });
  const { statementHash: seenHash = null, statement } = seen?.evaluated.content ?? {};
  const request = { ...question, step, seenHash, seenTotalMinor: statement?.totalMinor ?? null, reason: "" };
  const moved = await takeMonthStep(db, viewer, request, { clock, evaluate: loadMonthToClose });
  return moved.ok;
}
