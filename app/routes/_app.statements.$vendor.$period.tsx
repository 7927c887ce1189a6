import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { may } from "~/domain/access/permissions";
import { StatementBody } from "~/components/contracts/statement-body";
import { statementAddress, statementsAddress } from "~/components/layout/addresses";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { PeriodStepper } from "~/components/scorecards/period-stepper";
import { ExportMenu } from "~/components/ui/export-menu";
import { loadStatement } from "~/reports/contracts/statement.server";
import { STATEMENT_TEXT, statementLead, statementMeta } from "~/wording/contracts/statement";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.view.partner.name ?? STATEMENT_TEXT.partner, STATEMENT_TEXT.statements) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "statements.read");
  const question = { vendor: params.vendor ?? "", period: params.period ?? "" };
  const view = await loadStatement(context.db, viewer, question, context);
  if (view === null) throw new Response(STATEMENT_TEXT.notFound, { status: 404 });
  return json({ view, mayDownload: may(viewer, "downloads.read") });
}

export default function StatementPage() {
  const { view, mayDownload } = useLoaderData<typeof loader>();
  const { partner, period, previous, next } = view;
  const address = (key: string | null) => (key === null ? null : statementAddress(partner.key, key));
  return (
    <PageFrame
      title={STATEMENT_TEXT.title(partner.name)}
      breadcrumbs={[{ label: STATEMENT_TEXT.statements, href: statementsAddress(period.key) }]}
      stepper={<PeriodStepper label={period.label} previousHref={address(previous)} nextHref={address(next)} />}
      meta={statementMeta(view)}
      actions={mayDownload && <ExportMenu csvHref={`${statementAddress(partner.key, period.key)}.csv`} />}
      lead={statementLead(view)}
    >
      <StatementBody view={view} />
    </PageFrame>
  );
}
