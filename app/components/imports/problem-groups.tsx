import { Card } from "../ui/card";
import { type Column, DataTable } from "../ui/data-table";
import { count } from "~/wording/shared/text";

export type ShownGroup = {
  code: string;
  column: string;
  rows: number;
  line: number;
  text: string;
  words: string;
  texts: readonly { text: string; rows: number }[];
};

type ProblemGroupsProps = {
  caption: string;
  groups: readonly ShownGroup[];
  empty: string;
};

const MOST_TEXTS = 6;
const MAX_GROUPS = 100;

const COLUMNS: readonly Column<ShownGroup>[] = [
  { key: "rows", header: "Rows", align: "end", cell: (group) => count(group.rows) },
  { key: "words", header: "Problem", rowHeader: true, cell: (group) => group.words },
  { key: "column", header: "Column", cell: (group) => group.column || "whole row" },
  {
    key: "texts",
    header: "Found there",
    cell: (group) => (
      <span className="font-mono text-xs break-all">
        {group.texts
          .slice(0, MOST_TEXTS)
          .map(({ text }) => text || "(blank)")
          .join(" · ")}
        {group.texts.length > MOST_TEXTS && " …"}
      </span>
    ),
  },
  { key: "line", header: "First line", align: "end", cell: (group) => count(group.line) },
];

/** What is wrong with rows, by what would mend it, the most frequent first. */
export function ProblemGroups({ caption, groups, empty }: ProblemGroupsProps) {
  if (groups.length === 0)
    return (
      <Card>
        <p className="text-sm text-ink-3">{empty}</p>
      </Card>
    );
  return (
    <>
      <DataTable
        caption={caption}
        columns={COLUMNS}
        rows={groups.slice(0, MAX_GROUPS)}
        rowKey={(group) => `${group.code} ${group.column}`}
        layout="stack"
      />
      {groups.length > MAX_GROUPS && (
        <p className="mt-2 text-xs text-ink-2">
          The {count(MAX_GROUPS)} most frequent of {count(groups.length)} problems.
        </p>
      )}
    </>
  );
}
