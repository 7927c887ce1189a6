import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { Finding } from "~/ingest/format/finding";
import type { DetectedReading } from "~/ingest/format/detected-reading";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadMapping } from "~/ingest/wizard/check-upload.server";
import { MAX_COLUMNS_SHOWN } from "~/ingest/wizard/file-reading.server";
import { loadImportChoices } from "./upload.server";

/** An upload as it is read: its first rows, what was detected, and the partners that it may be of. */
export async function loadPreviewStep(db: Database, viewer: Viewer, staged: StagedFile) {
  const [made, { vendors }] = await Promise.all([loadMapping(db, viewer, staged), loadImportChoices(db, viewer)]);
  return {
    vendors,
    problem: made.ok ? null : made.refusal.message,
    reading: made.ok
      ? {
          file: made.value.reading.file,
          found: describeFound(made.value.reading.detected),
          readBy:
            made.value.by === "mapping" && made.value.mapping
              ? { name: made.value.mapping.name, zone: made.value.mapping.timeZone }
              : null,
          zone: made.value.open.some((point) => point.id === "zone") ? null : made.value.zone,
          headings: made.value.reading.headings.slice(0, MAX_COLUMNS_SHOWN),
          columns: made.value.reading.headings.length,
          ...made.value.reading.first,
        }
      : null,
  };
}

/** A finding in the words and values of a form. */
type FoundProperty = { value: string; certainty: Finding<unknown>["certainty"]; reason: string };

/** What was found, for people: a reason each. */
function describeFound({ text, sheets, sheet, tables, headings, skipRowsWhen }: DetectedReading) {
  const plain = (finding: Finding<string>): FoundProperty => {
    return { value: finding.value, certainty: finding.certainty, reason: finding.reason };
  };
  return {
    text: text && { encoding: plain(text.encoding), delimiter: plain(text.delimiter), quote: plain(text.quote) },
    sheets: sheets.map(({ name, rows, hidden }) => ({ name, rows, hidden })),
    sheet: sheet && plain(sheet),
    tables: tables.map(({ title, headings: names, rows }) => ({ title: title || names.slice(0, 3).join(", "), rows })),
    headings: { ...headings.value, certainty: headings.certainty, reason: headings.reason },
    skipped: { conditions: skipRowsWhen.value.length, reason: skipRowsWhen.reason },
  };
}
