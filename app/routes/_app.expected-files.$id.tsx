import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { DeliveryLegend, DeliveryMark } from "~/components/deliveries/delivery-mark";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { ConfirmButton } from "~/components/ui/forms/confirm-button";
import { type Column, DataTable } from "~/components/ui/data-table";
import { formProblems } from "~/components/ui/forms/entered";
import { ExpectedFileFields } from "~/components/deliveries/expected-file-fields";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { type DeliveryCell, deliveryCell, originText } from "~/wording/deliveries/deliveries";
import { EXPECTED_FILE as text, EXPECTED_FILES } from "~/wording/deliveries/expected-file-pages";
import { capitalized } from "~/wording/shared/text";
import { deliveryName, scheduleText } from "~/wording/contracts/delivery-schedule";
import { fieldNamesOf } from "~/forms/field-names";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";
import { expectedFileSchema } from "~/commands/deliveries/expected-file-form";
import { changeExpectedFile, loadExpectedFileEditing } from "~/commands/deliveries/expected-files.server";
import { loadExpectedFileLine } from "~/reports/deliveries/deliveries.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${data.partner} · ${data.name}` : text.untitled, EXPECTED_FILES.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "deliveries.read");
  const key = params["id"] ?? "";
  const found = await loadExpectedFileLine(context.db, viewer, key, context);
  if (found === null) throw new Response(text.notFound, { status: 404 });
  const { line, timeZone } = found;
  return json({
    partner: line.partner.name,
    name: deliveryName(line.delivery),
    schedule: scheduleText(line.delivery),
    incompletePercent: line.delivery.incompletePercent,
    origin: originText(line),
    status: line.status,
    sowHref: line.origin.by === "sow" ? `/sows/${line.partner.key}` : null,
    timeZone,
    cells: line.results.map((result) => deliveryCell(result, timeZone)).toReversed(),
    editing: await loadExpectedFileEditing(context.db, viewer, key),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "deliveries.write");
  const id = params["id"] ?? "";
  const form = await readForm(request, ["intent", ...fieldNamesOf(expectedFileSchema)]);
  const intent = form.get("intent");
  if (intent === "pause" || intent === "resume" || intent === "remove") {
    const problem = await changeExpectedFile(context.db, viewer, id, { do: intent }, context);
    if (problem !== null) throw new Response(text.notFound, { status: 404 });
    return redirect(intent === "remove" ? "/expected-files" : `/expected-files/${id}`);
  }
  const submission = submissionOf(form, expectedFileSchema);
  if (submission.status !== "success") return json({ form: submission.reply() }, { status: 400 });
  const change = { do: "revise", requested: submission.value } as const;
  const problem = await changeExpectedFile(context.db, viewer, id, change, context);
  if (problem !== null) throw new Response(text.notFound, { status: 404 });
  return redirect(`/expected-files/${id}`);
}

const COLUMNS: readonly Column<DeliveryCell>[] = [
  {
    key: "days",
    header: text.columns.covers,
    rowHeader: true,
    cell: ({ days }) => <span className="figures">{days}</span>,
  },
  { key: "state", header: text.columns.status, cell: ({ state }) => <DeliveryMark state={state} /> },
  { key: "due", header: text.columns.due, cell: ({ due }) => <span className="figures">{due}</span> },
  { key: "rows", header: text.columns.rows, align: "end", cell: ({ rows }) => rows },
  {
    key: "usual",
    header: text.columns.usual,
    align: "end",
    cell: ({ usual }) => usual ?? <span className="text-ink-3">{text.unknown}</span>,
  },
  { key: "how", header: EXPECTED_FILES.columns.received, prose: true, cell: ({ sentence }) => sentence },
];

export default function OwnSchedule() {
  const { partner, name, schedule, incompletePercent, origin, status, sowHref, timeZone, cells, editing } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const incomplete = incompletePercent === 0 ? "" : `; ${text.incompleteBelow(incompletePercent)}`;
  const periods = (
    <>
      <SectionHeading title={text.periods.title} detail={text.periods.detail} />
      <DataTable
        caption={text.periods.caption}
        columns={COLUMNS}
        rows={cells}
        rowKey={({ key }) => key}
        layout="stack"
        empty={status === "expected" ? text.noPeriods : text.notExpected}
      />
      <DeliveryLegend />
    </>
  );
  return (
    <PageFrame
      title={`${partner} · ${name}`}
      breadcrumbs={[{ label: EXPECTED_FILES.title, href: "/expected-files" }]}
      meta={[origin, timeZone]}
      lead={`${capitalized(schedule)}${incomplete}.`}
    >
      {periods}
      {sowHref && (
        <p className="mt-3 text-sm">
          <Link to={sowHref} className="prose-link">
            {text.openSow}
          </Link>
        </p>
      )}
      {editing && (
        <Card as="section" labelledBy="schedule" className="mt-6 max-w-[44rem]">
          <SectionHeading title={text.schedule} id="schedule" />
          <Form method="post" className="grid gap-4" key={String(editing.paused)}>
            <FormErrors errors={formProblems(answer?.form)} />
            <ExpectedFileFields answer={answer?.form} {...editing} />
            <div className="flex flex-wrap gap-2">
              <Button kind="primary" busy={busy}>
                {text.save}
              </Button>
              {editing.paused ? (
                <Button name="intent" value="resume">
                  {text.resume}
                </Button>
              ) : (
                <Button name="intent" value="pause">
                  {text.pause}
                </Button>
              )}
            </div>
          </Form>
          <Form method="post" className="mt-3">
            <ConfirmButton
              label={text.remove.open}
              title={text.remove.title(name)}
              confirmLabel={text.remove.confirm}
              size="small"
              name="intent"
              value="remove"
            >
              {text.remove.text}
            </ConfirmButton>
          </Form>
        </Card>
      )}
    </PageFrame>
  );
}
