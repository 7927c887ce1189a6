import { Link } from "@remix-run/react";
import type { Day } from "~/domain/calendar/day";
import type { TargetChange } from "~/wording/contracts/sow-changes";
import { DataTable, type Column } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { SectionHeading } from "../ui/section-heading";
import { TargetChanges } from "./sow-changes";
import type { CreditReading } from "~/wording/contracts/credit-reading";
import { versionDays } from "~/wording/contracts/sow-versions";
import { Tag } from "../ui/tag";
import { SOW_VERSION_TEXT } from "~/wording/contracts/sow-pages";

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
  credits: readonly CreditReading[];
  changed: { since: number; targets: readonly TargetChange[] } | null;
};

const STATE_LABELS = { past: "past", "in-force": SOW_VERSION_TEXT.inForce, coming: "coming" } as const;

const COLUMNS: readonly Column<Target>[] = [
  {
    key: "subject",
    header: SOW_VERSION_TEXT.target,
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
    header: SOW_VERSION_TEXT.expected,
    align: "end",
    cell: ({ expected }) => <span className="figures">{expected}</span>,
  },
  {
    key: "minimum",
    header: SOW_VERSION_TEXT.minimumOrLimit,
    align: "end",
    cell: ({ minimum }) =>
      minimum === null ? (
        <span className="text-ink-3">{SOW_VERSION_TEXT.none}</span>
      ) : (
        <span className="figures">{minimum}</span>
      ),
  },
  {
    key: "weight",
    header: SOW_VERSION_TEXT.weight,
    align: "end",
    cell: ({ weight }) => <span className="figures">{weight}</span>,
  },
  {
    key: "criticality",
    header: SOW_VERSION_TEXT.criticality,
    cell: ({ criticality }) =>
      criticality === "critical" ? (
        <Tag tone="brand">{SOW_VERSION_TEXT.critical}</Tag>
      ) : (
        <Tag>{SOW_VERSION_TEXT.key}</Tag>
      ),
  },
  {
    key: "clause",
    header: SOW_VERSION_TEXT.clause,
    align: "end",
    cell: ({ clause }) => <span className="text-ink-3">{clause}</span>,
  },
];

const CREDIT_COLUMNS: readonly Column<CreditReading>[] = [
  {
    key: "title",
    header: SOW_VERSION_TEXT.rule,
    rowHeader: true,
    cell: ({ title }) => <span className="font-semibold">{title}</span>,
  },
  {
    key: "text",
    header: SOW_VERSION_TEXT.whatItCosts,
    prose: true,
    cell: ({ text }) => <p className="max-w-[44rem] py-1 text-sm text-pretty text-ink-2">{text}</p>,
  },
  {
    key: "clause",
    header: SOW_VERSION_TEXT.clause,
    align: "end",
    cell: ({ clause }) => <span className="text-ink-3">{clause}</span>,
  },
];

/** One version of a SOW read aloud. Versions that are past are folded away. */
export function SowVersion({ version }: { version: Version }) {
  const { state, amendment, sources, deliveries, targets, credits, changed } = version;
  const tone = state === "in-force" ? "brand" : "plain";
  const body = (
    <>
      {amendment !== "" && <p className="mb-2 max-w-[54rem] text-sm text-pretty text-ink-2">{amendment}</p>}
      {sources !== "" && <p className="mb-2 max-w-[54rem] text-sm text-ink-2">{SOW_VERSION_TEXT.sources(sources)}</p>}
      {deliveries !== "" && (
        <p className="mb-2 max-w-[54rem] text-sm text-ink-2">{SOW_VERSION_TEXT.expectedFiles(deliveries)}</p>
      )}
      <DataTable
        caption={SOW_VERSION_TEXT.targetsVersion(version.version)}
        columns={COLUMNS}
        rows={targets}
        rowKey={({ id }) => id}
        layout="stack"
      />
      {credits.length > 0 && (
        <div className="mt-4">
          <SectionHeading level={3} title={SOW_VERSION_TEXT.credits} detail={SOW_VERSION_TEXT.creditsDetail} />
          <DataTable
            caption={SOW_VERSION_TEXT.creditsVersion(version.version)}
            columns={CREDIT_COLUMNS}
            rows={credits}
            rowKey={({ key }) => key}
            layout="stack"
          />
        </div>
      )}
      {changed && changed.targets.length > 0 && (
        <Disclosure summary={SOW_VERSION_TEXT.changesSinceVersion(changed.since, changed.targets.length)}>
          <div className="border-s-2 border-line ps-3">
            <TargetChanges targets={changed.targets} />
          </div>
        </Disclosure>
      )}
    </>
  );
  return (
    <section className="mb-6" aria-label={SOW_VERSION_TEXT.version(version.version)}>
      <SectionHeading
        title={SOW_VERSION_TEXT.version(version.version)}
        detail={versionDays(version)}
        actions={<Tag tone={tone}>{STATE_LABELS[state]}</Tag>}
      />
      {state === "past" ? (
        <Disclosure
          summary={SOW_VERSION_TEXT.noLongerInForce(targets.length === 1 ? "1 target" : `${targets.length} targets`)}
        >
          {body}
        </Disclosure>
      ) : (
        body
      )}
    </section>
  );
}
