import { Form, Link } from "@remix-run/react";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { FileName } from "../ui/file-name";
import { SectionHeading } from "../ui/section-heading";
import { sizeWords } from "~/wording/shared/text";

export type UnfinishedImport = {
  key: string;
  fileName: string;
  href: string | null;
  /** Where it stands: `Map`, `being imported`. */
  state: string;
  bytes: number;
  since: string;
  by: string;
  removeAction: string | null;
};

const COLUMNS: readonly Column<UnfinishedImport>[] = [
  {
    key: "file",
    header: "File",
    rowHeader: true,
    cell: (one) =>
      one.href === null ? (
        <FileName name={one.fileName} />
      ) : (
        <Link to={one.href} className="underline-offset-2 hover:underline">
          <FileName name={one.fileName} />
        </Link>
      ),
  },
  {
    key: "state",
    header: "Stands at",
    cell: (one) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {one.state}
        {one.removeAction !== null && (
          <Form method="post" action={one.removeAction}>
            <Button name="intent" value="discard" size="small">
              Remove
            </Button>
          </Form>
        )}
      </span>
    ),
  },
  { key: "size", header: "Size", align: "end", cell: (one) => sizeWords(one.bytes) },
  {
    key: "since",
    header: "Since",
    cell: (one) => (
      <>
        <span className="figures">{one.since}</span>
        <span className="block text-xs text-ink-3">{one.by}</span>
      </>
    ),
  },
];

/** Imports that are on their way: uploads that wait for their owner, and files being worked on. */
export function UnfinishedImports({ imports }: { imports: readonly UnfinishedImport[] }) {
  if (imports.length === 0) return null;
  return (
    <section className="mb-6">
      <SectionHeading title="Unfinished" detail="uploads are kept for a week" />
      <DataTable
        caption="Unfinished imports"
        columns={COLUMNS}
        rows={imports}
        rowKey={(one) => one.key}
        layout="stack"
      />
    </section>
  );
}
