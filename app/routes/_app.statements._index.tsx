import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { NoPartners } from "~/components/access/no-partners";
import { StatementTable } from "~/components/contracts/statement-table";
import { statementsAddress } from "~/components/layout/addresses";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";
import { PeriodStepper } from "~/components/scorecards/period-stepper";
import { loadStatements } from "~/reports/contracts/statement.server";
import { STATEMENT_TEXT, statementsLead } from "~/wording/contracts/statement";

export const meta: MetaFunction = () => [{ title: pageTitle(STATEMENT_TEXT.statements) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "statements.read");
  const period = new URL(request.url).searchParams.get("period");
  const page = await loadStatements(context.db, viewer, period, context);
  if (page === null) throw new Response(STATEMENT_TEXT.notFound, { status: 404 });
  return json(page);
}

export default function Statements() {
  const { period, previous, next, rows } = useLoaderData<typeof loader>();
  if (rows.length === 0) {
    return (
      <PageFrame title={STATEMENT_TEXT.statements}>
        <NoPartners linked />
      </PageFrame>
    );
  }
  const stepper = (
    <PeriodStepper
      label={period.label}
      previousHref={statementsAddress(previous)}
      nextHref={next === null ? null : statementsAddress(next)}
    />
  );
  return (
    <PageFrame
      title={STATEMENT_TEXT.statements}
      stepper={stepper}
      actions={<ButtonLink to="/exclusions">{STATEMENT_TEXT.exclusions}</ButtonLink>}
      lead={statementsLead(rows, period.label)}
    >
      <StatementTable rows={rows} period={period.key} />
    </PageFrame>
  );
}
