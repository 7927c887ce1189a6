import { Form, useNavigation } from "@remix-run/react";
import type { SowChange } from "~/wording/contracts/sow-changes";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DataTable, type Column } from "../ui/data-table";
import { FileField } from "../ui/forms/file-field";
import { Flash } from "../ui/flash";
import { FormErrors } from "../ui/forms/form-errors";
import { SowChanges } from "./sow-changes";
import { TextareaField } from "../ui/forms/textarea-field";
import { TextField } from "../ui/forms/text-field";

type Problem = { path: string; code: string; message: string };

/** What the server said about the document that was sent. */
export type SowUploadAnswer =
  | { status: "refused"; message: string }
  | { status: "problems"; text: string; vendorName: string; problems: Problem[]; problemCount: number }
  | {
      status: "checked";
      text: string;
      vendorName: string;
      /** What the partner is called, or would be. */
      displayName: string;
      current: number | null;
      versions: { version: number; effectiveFrom: string; targets: { subject: string; rule: string }[] }[];
      changes: SowChange | null;
      warnings: Problem[];
    };

type SowUploadProps = {
  answer: SowUploadAnswer | undefined;
  /** The partner whose page this is; null where the document may be anyone's. */
  vendorName: string | null;
};

/** Takes a SOW as a file or as text: first looked at, then applied. Needs no script. */
export function SowUpload({ answer, vendorName }: SowUploadProps) {
  const busy = useNavigation().state === "submitting";
  const sent = answer === undefined || answer.status === "refused" ? null : answer;
  const checked = answer?.status === "checked" ? answer : null;
  const newPartner = checked !== null && checked.current === null;
  return (
    <Card>
      <Form method="post" encType="multipart/form-data" className="grid gap-4">
        {answer?.status === "refused" && <FormErrors errors={[answer.message]} />}
        {answer?.status === "problems" && (
          <Problems
            tone="failed"
            problems={answer.problems}
            count={answer.problemCount}
            title="Nothing was changed: the document has to be mended first"
          />
        )}
        {checked && checked.warnings.length > 0 && (
          <Problems tone="caution" problems={checked.warnings} title="It can be applied; look at these first" />
        )}
        {checked && (
          <Flash
            tone="done"
            title={newPartner ? `This is the first SOW of ${checked.displayName}` : "The document reads well"}
          >
            {checked.changes ? <SowChanges changes={checked.changes} /> : <FirstTargets versions={checked.versions} />}
          </Flash>
        )}
        {/* Remounted with each answer: the text of a file moves into the field, where it can be fixed. */}
        <div key={sent?.text ?? ""} className="grid gap-4">
          {!checked && (
            <FileField
              label={vendorName === null ? "Choose or drop a SOW" : `Choose or drop the SOW of ${vendorName}`}
              name="file"
              accept=".json,application/json"
              hint="A JSON document, up to 1 MB"
            />
          )}
          <TextareaField
            label={sent === null ? "Or paste it" : "The document"}
            hint={sent?.text === "" ? "It is longer than 64 kB: correct its file and choose it again." : undefined}
            name="document"
            code
            rows={sent === null ? 4 : 14}
            spellCheck={false}
            defaultValue={sent?.text ?? ""}
          />
          {vendorName === null && (
            <TextField
              label="Name of the partner, if it is new"
              name="vendorName"
              hint="A partner that is known keeps its name"
              defaultValue={sent?.vendorName ?? ""}
              maxLength={120}
            />
          )}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {checked && (
            <Button kind="primary" name="intent" value="apply" busy={busy}>
              Apply it
            </Button>
          )}
          <Button kind={checked ? "secondary" : "primary"} name="intent" value="check" busy={busy}>
            {sent === null ? "Look at it" : "Look again"}
          </Button>
          <span className="text-xs text-ink-3">
            {checked
              ? "Applying makes a new revision; the one before stays readable."
              : "Nothing changes before you apply it."}{" "}
            <a href="/api/v1/sow.schema.json" className="underline">
              How the document is built
            </a>
          </span>
        </div>
      </Form>
    </Card>
  );
}

type CheckedVersions = Extract<SowUploadAnswer, { status: "checked" }>["versions"];

/** What a first SOW asks for, before it is applied. */
function FirstTargets({ versions }: { versions: CheckedVersions }) {
  return (
    <>
      <p>Nothing was stored yet. It asks for:</p>
      {versions.map(({ version, effectiveFrom, targets }) => (
        <section key={version} className="mt-2">
          <h3 className="font-semibold">
            Version {version}, from {effectiveFrom}: {targets.length} {targets.length === 1 ? "target" : "targets"}
          </h3>
          <ul className="mt-1 list-disc ps-5">
            {targets.map(({ subject, rule }, index) => (
              <li key={index}>
                {subject}: {rule}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const COLUMNS: readonly Column<Problem>[] = [
  {
    key: "path",
    header: "Field",
    rowHeader: true,
    cell: ({ path }) => <code className="font-mono text-xs">{path === "" ? "the document" : path}</code>,
  },
  { key: "message", header: "What is the matter", cell: ({ message }) => message },
];

const MAX_SHOWN = 100;

function Problems({
  tone,
  title,
  problems,
  count = problems.length,
}: {
  tone: "failed" | "caution";
  title: string;
  problems: readonly Problem[];
  /** Of all, where only the first are given. */
  count?: number;
}) {
  const shown = problems.slice(0, MAX_SHOWN);
  return (
    <div>
      <Flash tone={tone} title={title}>
        {count > shown.length && `The first ${shown.length} of ${count} are listed.`}
      </Flash>
      <DataTable
        caption={title}
        columns={COLUMNS}
        rows={shown}
        rowKey={({ path, code, message }) => `${path} ${code} ${message}`}
        layout="stack"
      />
    </div>
  );
}
