import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { Fragment } from "react";
import { loadZone } from "~/commands/access/organization.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { Columns } from "~/components/ui/columns";
import { ConfirmButton } from "~/components/ui/forms/confirm-button";
import { type Column, DataTable } from "~/components/ui/data-table";
import { DayTotals } from "~/components/imports/day-totals";
import { DefinitionList } from "~/components/ui/definition-list";
import { Flash } from "~/components/ui/flash";
import { keptWords, daysWords } from "~/wording/imports/imports";
import { count, countWords, sizeWords } from "~/wording/shared/text";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { StatTiles } from "~/components/ui/stat-tiles";
import { may } from "~/domain/access/permissions";
import { momentLabel } from "~/domain/calendar/moment";
import { collapsedWords, passedOverWords } from "~/wording/imports/row-counts";
import { readForm } from "~/forms/read-form.server";
import { loadBatch } from "~/reports/imports/batches.server";
import { withdrawBatch } from "~/commands/imports/revert-batch.server";
import { recordIdOf } from "~/domain/input/record-id";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.batch.fileName ?? "Import", "Imports") },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = recordIdOf(params["id"]);
  const [found, zone] = await Promise.all([
    id === null ? null : loadBatch(context.db, viewer, id),
    loadZone(context.db),
  ]);
  if (found === null) throw new Response("There is no such import.", { status: 404 });
  const { batch, days, problems } = found;
  const { appliedAt, withdrawnAt, storedAs, ...rest } = batch;
  return json({
    zone,
    mayWithdraw: may(viewer, "imports.write") && batch.status === "applied",
    hasOriginal: storedAs !== null && may(viewer, "rows.read"),
    batch: {
      ...rest,
      applied: momentLabel(appliedAt, zone),
      withdrawn: withdrawnAt && momentLabel(withdrawnAt, zone),
    },
    problems,
    days,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const id = recordIdOf(params["id"]);
  const form = await readForm(request, ["intent"]);
  if (form.get("intent") !== "withdraw") throw new Response(null, { status: 400 });
  const outcome = id === null ? "not-found" : await withdrawBatch(context.db, viewer, id, actorOf(viewer));
  if (outcome === "not-found") throw new Response("There is no such import.", { status: 404 });
  return redirect(`/imports/${id}`);
}

type Told = ReturnType<typeof useLoaderData<typeof loader>>["batch"];
type Problem = ReturnType<typeof useLoaderData<typeof loader>>["problems"][number];

const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  { key: "words", header: "Problem", rowHeader: true, cell: (problem) => problem.words },
  { key: "column", header: "Column", cell: (problem) => problem.column || "whole row" },
  { key: "rows", header: "Rows", align: "end", cell: (problem) => count(problem.rows) },
  {
    key: "example",
    header: "First",
    cell: (problem) => (
      <>
        line {count(problem.line)}: <code className="font-mono text-xs break-all">{problem.text || "(blank)"}</code>
      </>
    ),
  },
];

export default function ImportBatch() {
  const { batch, days, problems, zone, mayWithdraw, hasOriginal } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame
      title={batch.fileName}
      name={`Import ${batch.id}, ${batch.fileName}`}
      breadcrumbs={[{ label: "Imports", href: "/imports" }]}
      meta={[`import ${batch.id}`, zone]}
      actions={
        <>
          {hasOriginal && (
            <ButtonLink to={`/imports/${batch.id}/original`} reloadDocument>
              Original file
            </ButtonLink>
          )}
          {mayWithdraw && (
            <Form method="post">
              <ConfirmButton
                label="Withdraw"
                title="Withdraw this import?"
                confirmLabel="Withdraw import"
                name="intent"
                value="withdraw"
                busy={busy}
              >
                Its rows no longer count, and what they replaced comes back. The import stays in this list. To undo it,
                import the file again.
              </ConfirmButton>
            </Form>
          )}
        </>
      }
    >
      {batch.withdrawn && (
        <Flash tone="caution" title="This import was withdrawn">
          By {batch.withdrawnBy} on {batch.withdrawn}. None of its rows count.
        </Flash>
      )}
      <StatTiles
        tiles={[
          {
            label: "Rows read",
            value: count(batch.read),
            detail: readWords(batch),
          },
          {
            label: "Accepted",
            value: count(batch.accepted),
            detail: `${count(batch.unchanged)} unchanged${keptWords(batch.kept)}`,
          },
          {
            label: "New or changed",
            value: count(batch.new + batch.changed),
            detail: (
              <>
                {count(batch.new)} new ·{" "}
                {batch.changed > 0 && hasOriginal ? (
                  <Link to={`/imports/${batch.id}/changes`} className="underline underline-offset-2">
                    {count(batch.changed)} changed
                  </Link>
                ) : (
                  `${count(batch.changed)} changed`
                )}
              </>
            ),
          },
          { label: "Rejected", value: count(batch.rejected) },
        ]}
      />
      <Columns
        main={
          <>
            <SectionHeading
              title="Rejected rows"
              detail={batch.rejected > 0 ? countWords(batch.rejected, "row", "rows") : undefined}
              actions={
                batch.rejected > 0 && (
                  <span className="flex flex-wrap gap-2">
                    <ButtonLink to={`/imports/${batch.id}/rejected.xlsx`} size="small" reloadDocument>
                      Download as XLSX
                    </ButtonLink>
                    <ButtonLink to={`/imports/${batch.id}/rejected.csv`} size="small" reloadDocument>
                      Download as CSV
                    </ButtonLink>
                    {hasOriginal && (
                      <ButtonLink to={`/imports/${batch.id}/rejected-rows.csv`} size="small" reloadDocument>
                        As they stood, to mend
                      </ButtonLink>
                    )}
                  </span>
                )
              }
            />
            {problems.length === 0 ? (
              <Card>
                <p className="text-sm text-ink-3">No row was rejected.</p>
              </Card>
            ) : (
              <DataTable
                caption="Rejected rows by problem"
                columns={PROBLEM_COLUMNS}
                rows={problems}
                rowKey={(problem) => `${problem.code} ${problem.column}`}
                layout="stack"
              />
            )}
            {batch.status === "applied" && <DayTotals days={days} />}
          </>
        }
        aside={
          <>
            <SectionHeading title="Where it comes from" />
            <Card padding="none">
              <DefinitionList
                items={[
                  { term: batch.vendors.length === 1 ? "Partner" : "Partners", value: <Partners batch={batch} /> },
                  { term: "Kind", value: `${batch.kind}, source ${batch.source}` },
                  { term: "Days", value: daysWords(batch.firstDay, batch.lastDay) },
                  {
                    term: "Mapping",
                    value: batch.mapping ? (
                      <>
                        {batch.mapping.name}, version {batch.mapping.version}{" "}
                        <a href={`/imports/${batch.id}/mapping.json`} download className="underline underline-offset-2">
                          JSON
                        </a>
                      </>
                    ) : (
                      "no longer kept"
                    ),
                  },
                  { term: "Applied", value: `${batch.applied}, ${batch.appliedBy}` },
                  { term: "Size", value: sizeWords(batch.fileBytes) },
                  { term: "SHA-256", value: <code className="font-mono text-xs break-all">{batch.fileSha256}</code> },
                ]}
              />
            </Card>
          </>
        }
      />
    </PageFrame>
  );
}

/** Of what was read, and of what was not: nothing where each line is a row of its own. */
function readWords({ collapsed, passedOver }: Pick<Told, "collapsed" | "passedOver">): string {
  const told = collapsed > 0 ? [collapsedWords(collapsed)] : [];
  return (passedOver > 0 ? [...told, passedOverWords(passedOver)] : told).join("; ");
}

/** Whose rows these are, each leading to the scorecard of the last month that they speak of. */
function Partners({ batch }: { batch: Told }) {
  const month = batch.lastDay?.slice(0, 7) ?? null;
  if (batch.vendors.length === 0) return "none";
  return batch.vendors.map(({ key, name }, index) => (
    <Fragment key={key}>
      {index > 0 && ", "}
      <Link to={month === null ? `/scorecards/${key}` : `/scorecards/${key}/${month}`} className="prose-link">
        {name}
      </Link>
    </Fragment>
  ));
}
