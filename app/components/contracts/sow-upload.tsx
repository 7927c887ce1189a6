import { countText } from "~/wording/shared/text";
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
import { SOW_UPLOAD_TEXT } from "~/wording/contracts/sow-pages";

type Problem = { path: string; pathLabel: string; code: string; message: string };

/** What the server returned for the document that was sent. */
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
            title={SOW_UPLOAD_TEXT.fixTheseErrors}
          />
        )}
        {checked && checked.warnings.length > 0 && (
          <Problems tone="caution" problems={checked.warnings} title={SOW_UPLOAD_TEXT.warningsReviewBeforeYou} />
        )}
        {checked && (
          <Flash
            tone="done"
            title={newPartner ? SOW_UPLOAD_TEXT.firstSowFor(checked.displayName) : SOW_UPLOAD_TEXT.noProblemsFound}
          >
            {checked.changes ? <SowChanges changes={checked.changes} /> : <FirstTargets versions={checked.versions} />}
          </Flash>
        )}
        {/* Remounted with each answer: the text of a file moves into the field, where it can be fixed. */}
        <div key={sent?.text ?? ""} className="grid gap-4">
          {!checked && (
            <FileField
              label={
                vendorName === null ? SOW_UPLOAD_TEXT.chooseOrDropSow : SOW_UPLOAD_TEXT.chooseOrDropSowFor(vendorName)
              }
              name="file"
              accept=".json,application/json"
              hint={SOW_UPLOAD_TEXT.fileHint}
            />
          )}
          <TextareaField
            label={sent === null ? SOW_UPLOAD_TEXT.orPasteJson : SOW_UPLOAD_TEXT.document}
            hint={sent?.text === "" ? SOW_UPLOAD_TEXT.largerThan64Kb : undefined}
            name="document"
            code
            rows={sent === null ? 4 : 14}
            spellCheck={false}
            defaultValue={sent?.text ?? ""}
          />
          {vendorName === null && (
            <TextField
              label={SOW_UPLOAD_TEXT.partnerNameNewPartners}
              name="vendorName"
              hint={SOW_UPLOAD_TEXT.existingPartnersKeepTheir}
              defaultValue={sent?.vendorName ?? ""}
              maxLength={120}
            />
          )}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {checked && (
            <Button kind="primary" name="intent" value="apply" busy={busy}>
              {SOW_UPLOAD_TEXT.save}
            </Button>
          )}
          <Button kind={checked ? "secondary" : "primary"} name="intent" value="check" busy={busy}>
            {sent === null ? SOW_UPLOAD_TEXT.preview : SOW_UPLOAD_TEXT.previewAgain}
          </Button>
          <span className="text-xs text-ink-3">
            {checked ? SOW_UPLOAD_TEXT.savingCreatesNewRevision : SOW_UPLOAD_TEXT.previewSavesNothing}{" "}
            <a href="/api/v1/sow.schema.json" className="underline">
              {SOW_UPLOAD_TEXT.viewDocumentFormat}
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
      <p>{SOW_UPLOAD_TEXT.previewNotSavedYet}</p>
      {versions.map(({ version, effectiveFrom, targets }) => (
        <section key={version} className="mt-2">
          <h3 className="font-semibold">
            {SOW_UPLOAD_TEXT.versionFrom(version, effectiveFrom, countText(targets.length, "target", "targets"))}
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
    header: SOW_UPLOAD_TEXT.field,
    rowHeader: true,
    cell: ({ pathLabel }) => (pathLabel === "" ? SOW_UPLOAD_TEXT.wholeDocument : pathLabel),
  },
  { key: "message", header: SOW_UPLOAD_TEXT.problem, cell: ({ message }) => message },
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
        {count > shown.length && SOW_UPLOAD_TEXT.showingProblems(shown.length, count)}
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
