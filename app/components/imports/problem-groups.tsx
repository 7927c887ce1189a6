import { Card } from "../ui/card";
import { type Column, DataTable } from "../ui/data-table";
import { count } from "~/wording/shared/text";
import { PROBLEM_GROUPS as TEXT } from "~/wording/imports/wizard";

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

const MAX_TEXTS = 6;
const MAX_GROUPS = 100;

const COLUMNS: readonly Column<ShownGroup>[] = [
  { key: "rows", header: TEXT.columns.rows, align: "end", cell: (group) => count(group.rows) },
  { key: "words", header: TEXT.columns.problem, rowHeader: true, cell: (group) => group.words },
  { key: "column", header: TEXT.columns.column, cell: (group) => group.column || TEXT.wholeRow },
  {
    key: "texts",
    header: TEXT.columns.values,
    cell: (group) => (
      <span className="font-mono text-xs break-all">
        {group.texts
          .slice(0, MAX_TEXTS)
          .map(({ text }) => text || TEXT.blank)
          .join(" · ")}
        {group.texts.length > MAX_TEXTS && " …"}
      </span>
    ),
  },
  { key: "line", header: TEXT.columns.line, align: "end", cell: (group) => count(group.line) },
];

/** Problems of rows, grouped by what fixes them, the most frequent first. */
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
      {groups.length > MAX_GROUPS && <p className="mt-2 text-xs text-ink-2">{TEXT.top(MAX_GROUPS, groups.length)}</p>}
    </>
  );
}
