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
import { supersededCountText, daysText } from "~/wording/imports/imports";
import { count, countText, sizeText } from "~/wording/shared/text";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { StatTiles } from "~/components/ui/stat-tiles";
import { may } from "~/domain/access/permissions";
import { momentLabel } from "~/domain/calendar/moment";
import { collapsedText, skippedText } from "~/wording/imports/row-counts";
import { readForm } from "~/forms/read-form.server";
import { loadBatch } from "~/reports/imports/batches.server";
import { revertBatch } from "~/commands/imports/revert-batch.server";
import { recordIdOf } from "~/domain/input/record-id";
import { IMPORT as text, IMPORTS } from "~/wording/imports/import-pages";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.batch.fileName ?? text.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = recordIdOf(params["id"]);
  const [found, zone] = await Promise.all([
    id === null ? null : loadBatch(context.db, viewer, id),
    loadZone(context.db),
  ]);
  if (found === null) throw new Response(IMPORTS.notFound, { status: 404 });
  const { batch, days, problems } = found;
  const { appliedAt, revertedAt, storedAs, ...rest } = batch;
  return json({
    zone,
    mayRevert: may(viewer, "imports.write") && batch.status === "applied",
    hasOriginal: storedAs !== null && may(viewer, "rows.read"),
    batch: {
      ...rest,
      applied: momentLabel(appliedAt, zone),
      reverted: revertedAt && momentLabel(revertedAt, zone),
    },
    problems,
    days,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const id = recordIdOf(params["id"]);
  const form = await readForm(request, ["intent"]);
  if (form.get("intent") !== "revert") throw new Response(null, { status: 400 });
  const outcome = id === null ? "not-found" : await revertBatch(context.db, viewer, id, actorOf(viewer));
  if (outcome === "not-found") throw new Response(IMPORTS.notFound, { status: 404 });
  return redirect(`/imports/${id}`);
}

type ShownBatch = ReturnType<typeof useLoaderData<typeof loader>>["batch"];
type Problem = ReturnType<typeof useLoaderData<typeof loader>>["problems"][number];

const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  { key: "words", header: text.problemColumns.problem, rowHeader: true, cell: (problem) => problem.words },
  { key: "column", header: text.problemColumns.column, cell: (problem) => problem.column || text.wholeRow },
  { key: "rows", header: text.problemColumns.rows, align: "end", cell: (problem) => count(problem.rows) },
  {
    key: "example",
    header: text.problemColumns.example,
    cell: (problem) => (
      <>
        {text.line(problem.line)} <code className="font-mono text-xs break-all">{problem.text || text.blank}</code>
      </>
    ),
  },
];

export default function ImportBatch() {
  const { batch, days, problems, zone, mayRevert, hasOriginal } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === "submitting";
  return (
    <PageFrame
      title={batch.fileName}
      name={text.name(batch.id, batch.fileName)}
      breadcrumbs={[{ label: IMPORTS.title, href: "/imports" }]}
      meta={[text.number(batch.id), zone]}
      actions={
        <>
          {hasOriginal && (
            <ButtonLink to={`/imports/${batch.id}/original`} reloadDocument>
              {text.original}
            </ButtonLink>
          )}
          {mayRevert && (
            <Form method="post">
              <ConfirmButton
                label={text.revert.open}
                title={text.revert.title}
                confirmLabel={text.revert.confirm}
                name="intent"
                value="revert"
                busy={busy}
              >
                {text.revert.text}
              </ConfirmButton>
            </Form>
          )}
        </>
      }
    >
      {batch.reverted && (
        <Flash tone="caution" title={text.reverted.title}>
          {text.reverted.text(batch.revertedBy ?? "", batch.reverted)}
        </Flash>
      )}
      <StatTiles
        tiles={[
          {
            label: text.tiles.read,
            value: count(batch.read),
            detail: readText(batch),
          },
          {
            label: text.tiles.accepted,
            value: count(batch.accepted),
            detail: `${text.unchanged(batch.unchanged)}${supersededCountText(batch.superseded)}`,
          },
          {
            label: text.tiles.changes,
            value: count(batch.new + batch.changed),
            detail: (
              <>
                {text.added(batch.new)} ·{" "}
                {batch.changed > 0 && hasOriginal ? (
                  <Link to={`/imports/${batch.id}/changes`} className="underline underline-offset-2">
                    {text.changed(batch.changed)}
                  </Link>
                ) : (
                  text.changed(batch.changed)
                )}
              </>
            ),
          },
          { label: text.tiles.rejected, value: count(batch.rejected) },
        ]}
      />
      <Columns
        main={
          <>
            <SectionHeading
              title={text.rejected.title}
              detail={batch.rejected > 0 ? countText(batch.rejected, "row", "rows") : undefined}
              actions={
                batch.rejected > 0 && (
                  <span className="flex flex-wrap gap-2">
                    <ButtonLink to={`/imports/${batch.id}/rejected.xlsx`} size="small" reloadDocument>
                      {text.rejected.xlsx}
                    </ButtonLink>
                    <ButtonLink to={`/imports/${batch.id}/rejected.csv`} size="small" reloadDocument>
                      {text.rejected.csv}
                    </ButtonLink>
                    {hasOriginal && (
                      <>
                        <ButtonLink to={`/imports/${batch.id}/rejected-rows.xlsx`} size="small" reloadDocument>
                          {text.rejected.originalXlsx}
                        </ButtonLink>
                        <ButtonLink to={`/imports/${batch.id}/rejected-rows.csv`} size="small" reloadDocument>
                          {text.rejected.original}
                        </ButtonLink>
                      </>
                    )}
                  </span>
                )
              }
            />
            {problems.length === 0 ? (
              <Card>
                <p className="text-sm text-ink-3">{text.rejected.none}</p>
              </Card>
            ) : (
              <DataTable
                caption={text.rejected.caption}
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
            <SectionHeading title={text.source.title} />
            <Card padding="none">
              <DefinitionList
                items={[
                  {
                    term: batch.vendors.length === 1 ? text.source.partner : text.source.partners,
                    value: <Partners batch={batch} />,
                  },
                  { term: text.source.kind, value: text.kindAndSource(batch.kind, batch.source) },
                  { term: text.source.days, value: daysText(batch.firstDay, batch.lastDay) },
                  {
                    term: text.source.mapping,
                    value: batch.mapping ? (
                      <>
                        {text.version(batch.mapping.name, batch.mapping.version)}{" "}
                        <a href={`/imports/${batch.id}/mapping.json`} download className="underline underline-offset-2">
                          JSON
                        </a>
                      </>
                    ) : (
                      text.mappingDeleted
                    ),
                  },
                  { term: text.source.applied, value: `${batch.applied}, ${batch.appliedBy}` },
                  { term: text.source.size, value: sizeText(batch.fileBytes) },
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
function readText({ collapsed, skipped }: Pick<ShownBatch, "collapsed" | "skipped">): string {
  const parts = collapsed > 0 ? [collapsedText(collapsed)] : [];
  return (skipped > 0 ? [...parts, skippedText(skipped)] : parts).join("; ");
}

/** Whose rows these are, each leading to the scorecard of the last month that they speak of. */
function Partners({ batch }: { batch: ShownBatch }) {
  const month = batch.lastDay?.slice(0, 7) ?? null;
  if (batch.vendors.length === 0) return text.noPartner;
  return batch.vendors.map(({ key, name }, index) => (
    <Fragment key={key}>
      {index > 0 && ", "}
      <Link to={month === null ? `/scorecards/${key}` : `/scorecards/${key}/${month}`} className="prose-link">
        {name}
      </Link>
    </Fragment>
  ));
}
