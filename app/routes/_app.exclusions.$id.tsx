import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { exclusionDecisionSchema } from "~/commands/contracts/exclusion-form";
import { exclusionRefusalText } from "~/commands/contracts/exclusion-refusal";
import { decideExclusion } from "~/commands/contracts/exclusions.server";
import { ExclusionDecisionForm } from "~/components/contracts/exclusion-decision-form";
import { ExclusionEffectTables } from "~/components/contracts/exclusion-effect";
import { ExclusionFacts } from "~/components/contracts/exclusion-facts";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Columns } from "~/components/ui/columns";
import { may } from "~/domain/access/permissions";
import { fieldNamesOf } from "~/forms/field-names";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";
import { findEmptiedTargets, loadExclusion } from "~/reports/contracts/exclusions.server";
import { EXCLUSION_ERRORS } from "~/wording/contracts/exclusion-errors";
import { EXCLUSION_STATE_NAMES, EXCLUSIONS_TEXT as text, extentDaysText } from "~/wording/contracts/exclusions";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.view.exclusion.reference ?? text.untitled, text.title) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "exclusions.read");
  const view = await loadExclusion(context.db, viewer, params.id ?? "", context);
  if (view === null) throw new Response(EXCLUSION_ERRORS.notFound, { status: 404 });
  return json({ view, mayDecide: view.exclusion.state === "requested" && may(viewer, "exclusions.decide") });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "exclusions.decide");
  const id = params.id ?? "";
  const form = await readForm(request, fieldNamesOf(exclusionDecisionSchema));
  const submission = submissionOf(form, exclusionDecisionSchema);
  if (submission.status !== "success") return json({ form: submission.reply() }, { status: 400 });
  const refusal = await decideExclusion(context.db, viewer, id, submission.value, {
    clock: context.clock,
    findEmptied: (exclusion, extent) => findEmptiedTargets(context.db, viewer, exclusion, extent, context),
  });
  if (refusal === null) return redirect(`/exclusions/${id}`);
  if (refusal.problem === "not-found") throw new Response(EXCLUSION_ERRORS.notFound, { status: 404 });
  const { field, text: sentence } = exclusionRefusalText(refusal);
  const errors = field === "" ? { formErrors: [sentence] } : { fieldErrors: { [field]: [sentence] } };
  return json({ form: submission.reply(errors) }, { status: refusal.problem === "already-decided" ? 409 : 400 });
}

export default function ExclusionPage() {
  const { view, mayDecide } = useLoaderData<typeof loader>();
  const form = useActionData<typeof action>()?.form;
  const { exclusion, timeZone } = view;
  return (
    <PageFrame
      title={`${exclusion.reference} · ${exclusion.partner.name}`}
      breadcrumbs={[{ label: text.title, href: "/exclusions" }]}
      meta={[timeZone]}
      lead={`${EXCLUSION_STATE_NAMES[exclusion.state]}: ${extentDaysText(exclusion.requested)}.`}
    >
      <Columns
        main={
          <>
            <ExclusionFacts exclusion={exclusion} timeZone={timeZone} />
            <ExclusionEffectTables view={{ ...view, partner: exclusion.partner.key }} />
          </>
        }
        aside={mayDecide ? <ExclusionDecisionForm exclusion={exclusion} timeZone={timeZone} answer={form} /> : null}
      />
    </PageFrame>
  );
}
