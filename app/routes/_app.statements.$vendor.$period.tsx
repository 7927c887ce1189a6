import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { takeMonthStep } from "~/commands/contracts/month-steps.server";
import { may } from "~/domain/access/permissions";
import { isMonthStep } from "~/domain/contracts/closing/month-state";
import { MonthClosing } from "~/components/contracts/month-closing";
import { StatementBody } from "~/components/contracts/statement-body";
import { addressOf, statementAddress, statementsAddress } from "~/components/layout/addresses";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { PeriodStepper } from "~/components/scorecards/period-stepper";
import { ButtonLink } from "~/components/ui/button-link";
import { ExportMenu } from "~/components/ui/export-menu";
import { readForm } from "~/forms/read-form.server";
import { loadMonthToClose, loadStatementMonth } from "~/reports/contracts/month-closing.server";
import { CLOSING } from "~/wording/contracts/closing";
import { STATEMENT_TEXT, statementLead, statementMeta } from "~/wording/contracts/statement";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.view.partner.name ?? STATEMENT_TEXT.partner, STATEMENT_TEXT.statements) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "statements.read");
  const question = { vendor: params.vendor ?? "", period: params.period ?? "" };
  const found = await loadStatementMonth(context.db, viewer, question, context);
  if (found === null) throw new Response(STATEMENT_TEXT.notFound, { status: 404 });
  const { view, month } = found;
  return json({ view, month, mayDownload: may(viewer, "downloads.read") });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "statements.sign");
  const { vendor = "", period = "" } = params;
  const form = await readForm(request, ["step", "hash", "total", "reason"]);
  const step = form.get("step") ?? "";
  if (!isMonthStep(step)) throw new Response(CLOSING.unknownStep, { status: 400 });
  const total = form.get("total") ?? "";
  const moved = await takeMonthStep(
    context.db,
    viewer,
    {
      vendor,
      period,
      step,
      seenHash: form.get("hash"),
      seenTotalMinor: /^-?\d{1,15}$/.test(total) ? Number(total) : null,
      reason: form.get("reason") ?? "",
    },
    { clock: context.clock, evaluate: loadMonthToClose },
  );
  if (!moved.ok && moved.status === 404) throw new Response(STATEMENT_TEXT.notFound, { status: 404 });
  if (!moved.ok) return json({ refusal: moved.message }, { status: moved.status });
  return redirect(statementAddress(vendor, period));
}

export default function StatementPage() {
  const { view, month, mayDownload } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  const busy = useNavigation().state === "submitting";
  const { partner, period, previous, next, gap } = view;
  const address = (key: string | null) => (key === null ? null : statementAddress(partner.key, key));
  return (
    <PageFrame
      title={STATEMENT_TEXT.title(partner.name)}
      breadcrumbs={[{ label: STATEMENT_TEXT.statements, href: statementsAddress(period.key) }]}
      stepper={<PeriodStepper label={period.label} previousHref={address(previous)} nextHref={address(next)} />}
      meta={statementMeta(view)}
      actions={
        <>
          <ButtonLink to={addressOf("/exclusions", { vendor: partner.key })}>{STATEMENT_TEXT.exclusions}</ButtonLink>
          {mayDownload && <ExportMenu csvHref={`${statementAddress(partner.key, period.key)}.csv`} />}
        </>
      }
      lead={statementLead(view)}
    >
      {gap === null && <MonthClosing view={view} month={month} refusal={refusal} busy={busy} />}
      <StatementBody view={view} />
    </PageFrame>
  );
}
