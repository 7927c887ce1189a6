import { dayLabel } from "~/domain/calendar/labels";
import { addDays, type Day } from "~/domain/calendar/day";

type Version = {
  version: number;
  from: Day;
  until: Day | null;
  state: "past" | "in-force" | "coming";
  targets: readonly { criticality: "critical" | "key" }[];
};

/** The sentence that a partner's SOW opens with. */
export function sowLead(versions: readonly Version[]): string {
  const inForce = versions.find(({ state }) => state === "in-force");
  const next = versions.findLast(({ state }) => state === "coming");
  const begins = next && `Version ${next.version} starts on ${dayLabel(next.from).label}.`;
  if (inForce === undefined) return ["No version is in force today.", begins].filter(Boolean).join(" ");
  const critical = inForce.targets.filter(({ criticality }) => criticality === "critical").length;
  const targets = inForce.targets.length === 1 ? "1 target" : `${inForce.targets.length} targets`;
  const bears = critical === 0 ? "none critical" : `${critical} critical`;
  const now = `Version ${inForce.version} has been in force since ${dayLabel(inForce.from).label}: ${targets}, ${bears}.`;
  return [now, begins].filter(Boolean).join(" ");
}

/** From when to when a version holds: `since 1 Sep 2026`, `1 Jan 2026 to 31 Aug 2026`, `from 1 Jan 2027`. */
export function versionDays({ from, until, state }: Pick<Version, "from" | "until" | "state">): string {
  const first = dayLabel(from).label;
  if (until !== null) return `${first} to ${dayLabel(addDays(until, -1)).label}`;
  return state === "coming" ? `from ${first}` : `since ${first}`;
}
