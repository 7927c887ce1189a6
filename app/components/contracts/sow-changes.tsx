import type { FieldChange, SowChange, TargetChange } from "~/wording/contracts/sow-changes";
import { Tag } from "../ui/tag";
import { SOW_CHANGES_TEXT } from "~/wording/contracts/sow-pages";

const KIND_LABELS = { added: "new", removed: "removed", changed: "changed" } as const;

/** What differs between two revisions of a SOW, version by version. */
export function SowChanges({ changes }: { changes: SowChange }) {
  if (changes.fields.length === 0 && changes.versions.length === 0) {
    return <p className="text-sm text-ink-2">{SOW_CHANGES_TEXT.noMaterialChanges}</p>;
  }
  return (
    <div className="grid gap-4 text-sm">
      <FieldChanges fields={changes.fields} />
      {changes.versions.map((version) => (
        <section key={version.version}>
          <h3 className="mb-1 flex items-center gap-2 font-semibold">
            {SOW_CHANGES_TEXT.version(version.version)} <Tag>{KIND_LABELS[version.kind]}</Tag>
          </h3>
          {version.kind === "changed" && <FieldChanges fields={version.fields} />}
          {version.kind === "changed" || version.since !== null ? (
            <Amendment version={version} />
          ) : (
            <p className="text-ink-2">{wholeVersionText(version)}</p>
          )}
        </section>
      ))}
    </div>
  );
}

type VersionChange = SowChange["versions"][number];

function Amendment({ version: { since, targets } }: { version: VersionChange }) {
  if (since !== null && targets.length === 0)
    return <p className="text-ink-2">{SOW_CHANGES_TEXT.sameTargetsAsVersion(since)}</p>;
  return (
    <>
      {since !== null && <p className="mb-1 text-xs text-ink-3">{SOW_CHANGES_TEXT.comparedWithVersion(since)}</p>}
      <TargetChanges targets={targets} />
    </>
  );
}

/** A version that came or went as a whole: its targets are read where it stands. */
function wholeVersionText({ kind, targets }: VersionChange): string {
  const many = targets.length === 1 ? "1 target" : SOW_CHANGES_TEXT.targets(targets.length);
  return kind === "removed" ? SOW_CHANGES_TEXT.itHad(many) : SOW_CHANGES_TEXT.firstVersionWith(many);
}

/** What became of each target that differs. */
export function TargetChanges({ targets }: { targets: readonly TargetChange[] }) {
  return (
    <ul className="grid gap-2 text-sm">
      {targets.map((target) => (
        <li key={target.id}>
          <p className="flex items-center gap-2">
            {target.name} <span className="text-xs text-ink-3">{target.id}</span> <Tag>{KIND_LABELS[target.kind]}</Tag>
          </p>
          {target.kind === "changed" && <FieldChanges fields={target.fields} />}
        </li>
      ))}
    </ul>
  );
}

function FieldChanges({ fields }: { fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <ul className="figures text-sm text-ink-2">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          {field}: {before === "" ? <em>{SOW_CHANGES_TEXT.empty}</em> : <del className="text-ink-3">{before}</del>}{" "}
          <span aria-hidden="true">→</span>
          <span className="sr-only">{SOW_CHANGES_TEXT.became}</span>{" "}
          {after === "" ? <em>{SOW_CHANGES_TEXT.empty}</em> : <ins className="text-ink no-underline">{after}</ins>}
        </li>
      ))}
    </ul>
  );
}
