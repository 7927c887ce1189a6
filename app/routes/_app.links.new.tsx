import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { loadZone } from "~/commands/access/organization.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Card } from "~/components/ui/card";
import { CheckboxField } from "~/components/ui/forms/checkbox-field";
import { CopyField } from "~/components/ui/forms/copy-field";
import { DefinitionList } from "~/components/ui/definition-list";
import { entered, formProblems } from "~/components/ui/forms/entered";
import { Flash } from "~/components/ui/flash";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { FormIdField } from "~/components/ui/forms/form-id-field";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { AUDIENCE_KIND_LABELS, SHARED_VIEW_LABELS } from "~/wording/sharing/links";
import { SelectField } from "~/components/ui/forms/select-field";
import { TextField } from "~/components/ui/forms/text-field";
import { audienceKindsFor } from "~/domain/access/link-audience";
import { dayLabelInZone } from "~/domain/calendar/moment";
import { parsePeriod } from "~/domain/calendar/period";
import { dayInZone } from "~/domain/calendar/time-zone";
import { newFormId, readCreation } from "~/forms/creation.server";
import { mintLink } from "~/commands/sharing/links.server";
import { offerShare } from "~/reports/sharing/share-offer.server";
import { parseShareQuestion } from "~/reports/sharing/share-question";
import { EXPIRY_DAYS_DEFAULT, EXPIRY_DAYS_MAX, shareRequestSchemaFor } from "~/commands/sharing/share-form";
import { SECTIONS } from "~/wording/shared/navigation";
import { LINK_FORM_TEXT } from "~/wording/sharing/link-form";

export const meta: MetaFunction = () => [{ title: pageTitle(LINK_FORM_TEXT.share, LINK_FORM_TEXT.links) }];

const DAY_MS = 86_400_000;

async function requireOffer({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "links.write");
  const zone = await loadZone(context.db);
  const today = dayInZone(context.clock(), zone);
  const question = parseShareQuestion(new URL(request.url).searchParams, today);
  if (question === null) {
    throw json({ message: LINK_FORM_TEXT.openScorecardPortfolioOr }, { status: 400 });
  }
  const period = parsePeriod(question.parameters.period ?? "");
  if (period !== null && period.range.from > today) {
    throw new Response(LINK_FORM_TEXT.monthHasNotStarted, { status: 404 });
  }
  const offer = await offerShare(context.db, viewer, question);
  if (offer === null) throw new Response(null, { status: 404 });
  return { viewer, zone, question, offer };
}

export async function loader(args: LoaderFunctionArgs) {
  const { question, offer } = await requireOffer(args);
  return json({
    view: SHARED_VIEW_LABELS[question.view],
    when: question.when,
    vendors: offer.vendorNames,
    slices: [...question.sites, ...question.programs, ...question.channels],
    name: offer.name,
    formId: newFormId(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, zone, question, offer } = await requireOffer(args);
  const { request, context } = args;
  const { submission, creation } = await readCreation(request, shareRequestSchemaFor(offer.reach.vendorIds.length));
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return json({ form: submission.reply(hidden), link: null }, { status: 400 });
  const { name, audience, audienceKind, days, password = null, notes, allowDownloads } = submission.value;
  const { view, parameters } = question;
  const reach = { ...offer.reach, notes, allowDownloads };
  const expiresAt = new Date(context.clock().getTime() + days * DAY_MS);
  const requested = { name, audience, audienceKind, view, parameters, reach, password, expiresAt };
  const link = await mintLink(
    context.db,
    viewer,
    requested,
    context.origin,
    creation && { ...creation, content: `${new URL(request.url).search} ${creation.content}` },
  );
  if (link === null) throw new Response(null, { status: 403 });
  const until = dayLabelInZone(expiresAt, zone);
  return json({ form: null, link: { href: link.href, name, until, hasPassword: password !== null } });
}

export default function NewLink() {
  const { view, when, vendors, slices, name, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  if (answer?.link) {
    const { href, until, hasPassword } = answer.link;
    return (
      <PageFrame title={answer.link.name} breadcrumbs={[{ label: SECTIONS.links, href: "/links" }]}>
        <div className="grid max-w-[40rem] gap-5">
          <Flash title={LINK_FORM_TEXT.linkCreated}>
            <p className="mb-2">
              {LINK_FORM_TEXT.copyItNowIt(until)} {hasPassword && LINK_FORM_TEXT.sendPasswordSeparately}
            </p>
            <CopyField label={LINK_FORM_TEXT.sharedLink} value={href} />
          </Flash>
          <div>
            <ButtonLink to="/links">{LINK_FORM_TEXT.allLinks}</ButtonLink>
          </div>
        </div>
      </PageFrame>
    );
  }
  const form = answer?.form;
  const audiences = audienceKindsFor(vendors.length);
  const internalErrors = entered(form, "showInternalNotes").errors;
  const tries = answer !== undefined;
  return (
    <PageFrame title={LINK_FORM_TEXT.share} breadcrumbs={[{ label: SECTIONS.links, href: "/links" }]}>
      <div className="grid max-w-[40rem] gap-5">
        <Card padding="none">
          <DefinitionList
            items={[
              { term: LINK_FORM_TEXT.shows, value: `${view}, ${when}` },
              {
                term: vendors.length === 1 ? LINK_FORM_TEXT.partner : LINK_FORM_TEXT.partners,
                value: vendors.join(", "),
              },
              ...(slices.length > 0 ? [{ term: LINK_FORM_TEXT.filters, value: slices.join(", ") }] : []),
            ]}
          />
        </Card>
        <Card>
          <Form method="post" className="group grid gap-4">
            <FormIdField id={formId} />
            <FormErrors errors={formProblems(form)} />
            <TextField
              label={LINK_FORM_TEXT.name}
              name="name"
              required
              hint={LINK_FORM_TEXT.onlyShownInYour}
              {...entered(form, "name")}
              defaultValue={entered(form, "name").defaultValue ?? name}
            />
            <SelectField
              label={LINK_FORM_TEXT.audience}
              name="audienceKind"
              options={audiences.map((kind) => ({ value: kind, label: AUDIENCE_KIND_LABELS[kind] }))}
              hint={vendors.length > 1 ? LINK_FORM_TEXT.thisPageShowsSeveral : undefined}
              {...entered(form, "audienceKind")}
              defaultValue={entered(form, "audienceKind").defaultValue ?? audiences[0]}
            />
            <TextField
              label={LINK_FORM_TEXT.recipient}
              name="audience"
              placeholder={LINK_FORM_TEXT.supportOperationsWeeklyReview}
              {...entered(form, "audience")}
            />
            <TextField
              label={LINK_FORM_TEXT.expiresAfterDays}
              name="days"
              type="number"
              min={1}
              max={EXPIRY_DAYS_MAX}
              required
              {...entered(form, "days")}
              defaultValue={entered(form, "days").defaultValue ?? String(EXPIRY_DAYS_DEFAULT)}
            />
            <TextField
              label={LINK_FORM_TEXT.passwordOptional}
              name="password"
              type="password"
              autoComplete="new-password"
              hint={LINK_FORM_TEXT.sendPasswordSeparately}
              errors={entered(form, "password").errors}
            />
            <CheckboxField
              label={LINK_FORM_TEXT.showRootCauseNotes}
              name="showNotes"
              defaultChecked={tries ? entered(form, "showNotes").defaultValue === "on" : true}
            />
            {/* A partner's link never shows internal notes, so that they are not offered for it. */}
            <div
              className={internalErrors === undefined ? "group-has-[option[value=partner]:checked]:hidden" : undefined}
            >
              <CheckboxField
                label={LINK_FORM_TEXT.showInternalNotes}
                name="showInternalNotes"
                hint={LINK_FORM_TEXT.internalStakeholdersOnlyAnyone}
                defaultChecked={entered(form, "showInternalNotes").defaultValue === "on"}
                errors={internalErrors}
              />
            </div>
            <CheckboxField
              label={LINK_FORM_TEXT.allowDownloads}
              name="allowDownloads"
              defaultChecked={entered(form, "allowDownloads").defaultValue === "on"}
            />
            <div>
              <Button kind="primary" busy={busy}>
                {LINK_FORM_TEXT.createLink}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </PageFrame>
  );
}
