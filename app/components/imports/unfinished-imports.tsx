import { Form, Link } from "@remix-run/react";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { FileName } from "../ui/file-name";
import { SectionHeading } from "../ui/section-heading";
import { sizeText } from "~/wording/shared/text";
import { UNFINISHED as text } from "~/wording/imports/import-pages";

export type UnfinishedImport = {
  key: string;
  fileName: string;
  href: string | null;
  /** Its status: `Map`, `being imported`. */
  state: string;
  bytes: number;
  since: string;
  by: string;
  removeAction: string | null;
};

const COLUMNS: readonly Column<UnfinishedImport>[] = [
  {
    key: "file",
    header: text.columns.file,
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
    header: text.columns.state,
    cell: (one) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        {one.state}
        {one.removeAction !== null && (
          <Form method="post" action={one.removeAction}>
            <Button name="intent" value="discard" size="small">
              {text.remove}
            </Button>
          </Form>
        )}
      </span>
    ),
  },
  { key: "size", header: text.columns.size, align: "end", cell: (one) => sizeText(one.bytes) },
  {
    key: "since",
    header: text.columns.since,
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
      <SectionHeading title={text.title} detail={text.detail} />
      <DataTable caption={text.caption} columns={COLUMNS} rows={imports} rowKey={(one) => one.key} layout="stack" />
    </section>
  );
}
