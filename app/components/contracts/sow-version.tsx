import { Link } from "@remix-run/react";
import type { Day } from "~/domain/calendar/day";
import type { TargetChange } from "~/wording/contracts/sow-changes";
import { DataTable, type Column } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { SectionHeading } from "../ui/section-heading";
import { TargetChanges } from "./sow-changes";
import { versionDays } from "~/wording/contracts/sow-versions";
import { Tag } from "../ui/tag";

type Target = {
  id: string;
  metric: string;
  subject: string;
  rule: string;
  conditions: string;
  clause: string;
  expected: string;
  minimum: string | null;
  weight: number;
  criticality: "critical" | "key";
};

type Version = {
  version: number;
  from: Day;
  until: Day | null;
  state: "past" | "in-force" | "coming";
  amendment: string;
  sources: string;
  deliveries: string;
  targets: readonly Target[];
  changed: { since: number; targets: readonly TargetChange[] } | null;
};

const STATE_LABELS = { past: "past", "in-force": "in force", coming: "coming" } as const;

const COLUMNS: readonly Column<Target>[] = [
  {
    key: "subject",
    header: "Target",
    rowHeader: true,
    cell: ({ metric, subject, rule, conditions }) => (
      <div className="max-w-[36rem] py-1 text-pretty">
        <Link to={`/metrics/${metric}`} className="font-semibold hover:underline">
          {subject}
        </Link>
        <p className="text-xs text-ink-2">{rule}</p>
        <p className="text-xs text-ink-3">{conditions}</p>
      </div>
    ),
  },
  {
    key: "expected",
    header: "Expected",
    align: "end",
    cell: ({ expected }) => <span className="figures">{expected}</span>,
  },
  {
    key: "minimum",
    header: "Minimum or limit",
    align: "end",
    cell: ({ minimum }) =>
      minimum === null ? <span className="text-ink-3">none</span> : <span className="figures">{minimum}</span>,
  },
  { key: "weight", header: "Weight", align: "end", cell: ({ weight }) => <span className="figures">{weight}</span> },
  {
    key: "criticality",
    header: "Criticality",
    cell: ({ criticality }) => (criticality === "critical" ? <Tag tone="brand">critical</Tag> : <Tag>key</Tag>),
  },
  { key: "clause", header: "Clause", align: "end", cell: ({ clause }) => <span className="text-ink-3">{clause}</span> },
];

/** One version of a SOW read aloud. Versions that are past are folded away. */
export function SowVersion({ version }: { version: Version }) {
  const { state, amendment, sources, deliveries, targets, changed } = version;
  const tone = state === "in-force" ? "brand" : "plain";
  const body = (
    <>
      {amendment !== "" && <p className="mb-2 max-w-[54rem] text-sm text-pretty text-ink-2">{amendment}</p>}
      {sources !== "" && <p className="mb-2 max-w-[54rem] text-sm text-ink-2">Totals that count: {sources}.</p>}
      {deliveries !== "" && <p className="mb-2 max-w-[54rem] text-sm text-ink-2">Expected files: {deliveries}.</p>}
      <DataTable
        caption={`Targets of version ${version.version}`}
        columns={COLUMNS}
        rows={targets}
        rowKey={({ id }) => id}
        layout="stack"
      />
      {changed && changed.targets.length > 0 && (
        <Disclosure summary={`What it changed since version ${changed.since} (${changed.targets.length})`}>
          <div className="border-s-2 border-line ps-3">
            <TargetChanges targets={changed.targets} />
          </div>
        </Disclosure>
      )}
    </>
  );
  return (
    <section className="mb-6" aria-label={`Version ${version.version}`}>
      <SectionHeading
        title={`Version ${version.version}`}
        detail={versionDays(version)}
        actions={<Tag tone={tone}>{STATE_LABELS[state]}</Tag>}
      />
      {state === "past" ? (
        <Disclosure summary={`${targets.length === 1 ? "1 target" : `${targets.length} targets`}, no longer in force`}>
          {body}
        </Disclosure>
      ) : (
        body
      )}
    </section>
  );
}
