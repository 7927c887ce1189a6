import { collapsedText, supersededText, skippedText } from "~/wording/imports/row-counts";
import { DROP_FOLDER } from "~/wording/imports/drop-folder";

/** What came of a dropped file, or of one of the files in a dropped archive. */
export type DropOutcome =
  | { kind: "imported"; batch: BatchFigures; /** The same bytes were there before. */ again: boolean }
  | { kind: "waits"; reasons: readonly string[] }
  | { kind: "refused"; words: string };

export type BatchFigures = {
  id: number;
  read: number;
  skipped: number;
  collapsed: number;
  new: number;
  changed: number;
  unchanged: number;
  superseded: number;
  rejected: number;
};

export type ReportedOutcome = { fileName: string; outcome: DropOutcome };

/** Whether nothing of a dropped file was taken in. */
export function isRefused(outcomes: readonly ReportedOutcome[]): boolean {
  return outcomes.every(({ outcome }) => outcome.kind === "refused");
}

/** What the text beside the original says: a paragraph for the file, or for each file of an archive. */
export function dropText(name: string, outcomes: readonly ReportedOutcome[], at: string): string {
  const [only] = outcomes;
  const inside = outcomes.length > 1 || (only !== undefined && only.fileName !== name);
  const paragraphs = outcomes.map(({ fileName, outcome }) => `${inside ? `${fileName}: ` : ""}${outcomeText(outcome)}`);
  return `${[`${name}, ${at}`, ...paragraphs].join("\n\n")}\n`;
}

function outcomeText(outcome: DropOutcome): string {
  switch (outcome.kind) {
    case "imported":
      return outcome.again
        ? DROP_FOLDER.again(outcome.batch.id, figuresText(outcome.batch))
        : DROP_FOLDER.imported(outcome.batch.id, figuresText(outcome.batch));
    case "waits":
      return [DROP_FOLDER.waits, ...outcome.reasons.map((reason) => `- ${reason}`), DROP_FOLDER.original].join("\n");
    case "refused":
      return DROP_FOLDER.refused(outcome.words);
  }
}

const COUNT = new Intl.NumberFormat("en-GB");

function figuresText({
  read,
  skipped,
  collapsed,
  unchanged,
  changed,
  superseded,
  rejected,
  ...rest
}: BatchFigures): string {
  const counts: [number, string][] = [
    [read, DROP_FOLDER.read(read)],
    [rest.new, DROP_FOLDER.new],
    [changed, DROP_FOLDER.changed],
    [unchanged, DROP_FOLDER.unchanged],
    [rejected, DROP_FOLDER.rejected],
  ];
  const outcomes = counts.map(([count, words]) => `${COUNT.format(count)} ${words}`);
  if (collapsed > 0) outcomes.push(collapsedText(collapsed));
  if (superseded > 0) outcomes.push(supersededText(superseded));
  if (skipped > 0) outcomes.push(skippedText(skipped));
  return outcomes.join(", ");
}
