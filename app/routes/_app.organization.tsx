import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  type DemoRemovalProblem,
  loadOrganizationSettings,
  removeDemoData,
  saveOrganizationSettings,
} from "~/commands/access/organization.server";
import { PASSWORD_HINT, PASSWORD_PROBLEM_MESSAGES } from "~/wording/access/passwords";
import { requireViewer } from "~/auth/require-viewer.server";
import { startKnownSession } from "~/auth/device-cookie.server";
import { timeZoneNames } from "~/domain/calendar/time-zone-names";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { ConfirmButton } from "~/components/ui/forms/confirm-button";
import { DefinitionList } from "~/components/ui/definition-list";
import { entered, type FormAnswer, formProblems } from "~/components/ui/forms/entered";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { SectionHeading } from "~/components/ui/section-heading";
import { SelectField } from "~/components/ui/forms/select-field";
import { TextField } from "~/components/ui/forms/text-field";
import { oneLineName } from "~/domain/input/one-line-name";
import { fieldNamesOf } from "~/forms/field-names";
import { readForm } from "~/forms/read-form.server";
import { submissionOf } from "~/forms/submission.server";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { ORGANIZATION as text } from "~/wording/access/organization";
import { ACCOUNT_ERRORS, ACCOUNT_FIELDS } from "~/wording/access/sign-in";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "organization.read");
  const settings = await loadOrganizationSettings(context.db, viewer);
  if (settings === null) throw new Response(null, { status: 404 });
  return json({ ...settings, zones: settings.mayChange && !settings.zoneFixed ? timeZoneNames() : [] });
}

const settingsSchema = z.object({
  name: oneLineName(ACCOUNT_ERRORS.enterOrganization),
  timeZone: z.string({ error: ACCOUNT_ERRORS.chooseTimeZone }).refine(isTimeZone, ACCOUNT_ERRORS.chooseTimeZone),
});

const ownAdminSchema = z.object({
  adminName: oneLineName(ACCOUNT_ERRORS.enterOwnName),
  email: z.email(ACCOUNT_ERRORS.enterEmail).max(320).toLowerCase(),
  password: z.string({ error: ACCOUNT_ERRORS.choosePassword }),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "organization.write");
  const form = await readForm(request, ["intent", ...fieldNamesOf(settingsSchema), ...fieldNamesOf(ownAdminSchema)]);
  if (form.get("intent") === "remove-demo") {
    const { needsOwnAdmin } = (await loadOrganizationSettings(context.db, viewer)) ?? { needsOwnAdmin: true };
    const submission = submissionOf(form, needsOwnAdmin ? ownAdminSchema : z.object({}));
    if (submission.status !== "success") {
      return json({ demo: submission.reply({ hideFields: ["password"] }), settings: null }, { status: 400 });
    }
    const entry = ownAdminSchema.safeParse(submission.value);
    const requested = entry.success ? { ...entry.data, name: entry.data.adminName } : null;
    const outcome = await removeDemoData(context.db, viewer, {
      admin: requested,
      dataFolder: context.environment.dataFolder,
    });
    if (!outcome.ok) {
      const reply = submission.reply({ hideFields: ["password"], ...problemText(outcome.problem) });
      return json({ demo: reply, settings: null }, { status: 400 });
    }
    if (outcome.adminId === null || requested === null) return redirect("/");
    const admin = { userId: outcome.adminId, email: requested.email };
    return redirect("/", { headers: await startKnownSession(request, context, admin) });
  }
  const submission = submissionOf(form, settingsSchema);
  if (submission.status !== "success") return json({ settings: submission.reply(), demo: null }, { status: 400 });
  const problem = await saveOrganizationSettings(context.db, viewer, submission.value);
  if (problem === null) return redirect("/organization");
  const fieldErrors = { timeZone: [ACCOUNT_FIELDS.timeZoneFixed] };
  return json({ settings: submission.reply({ fieldErrors }), demo: null }, { status: 400 });
}

function problemText(problem: DemoRemovalProblem) {
  switch (problem) {
    case "email-taken":
      return { fieldErrors: { email: [ACCOUNT_ERRORS.emailTaken] } };
    case "needs-admin":
      return { formErrors: [text.errors.needsAdmin] };
    case "imports-open":
      return { formErrors: [text.errors.importsRunning] };
    case "no-demo":
      return { formErrors: [text.errors.noDemo] };
    case "not-permitted":
      return { formErrors: [text.errors.adminOnly] };
    default:
      return { fieldErrors: { password: [PASSWORD_PROBLEM_MESSAGES[problem]] } };
  }
}

export default function Organization() {
  const { name, timeZone, zones, zoneFixed, mayChange, mayRemoveDemo, needsOwnAdmin } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const settings = answer?.settings;
  return (
    <PageFrame title={text.title}>
      <div className="grid max-w-[40rem] gap-5">
        {mayChange ? (
          <Card as="section" labelledBy="settings">
            <SectionHeading title={text.settings.title} id="settings" />
            <Form method="post" className="grid gap-4">
              <FormErrors errors={formProblems(settings)} />
              <TextField
                label={ACCOUNT_FIELDS.organization}
                name="name"
                required
                {...entered(settings, "name")}
                defaultValue={entered(settings, "name").defaultValue ?? name}
              />
              {zoneFixed ? (
                <TextField
                  label={ACCOUNT_FIELDS.timeZone}
                  name="timeZone"
                  readOnly
                  value={timeZone}
                  hint={ACCOUNT_FIELDS.timeZoneFixed}
                  errors={entered(settings, "timeZone").errors}
                />
              ) : (
                <SelectField
                  label={ACCOUNT_FIELDS.timeZone}
                  name="timeZone"
                  hint={ACCOUNT_FIELDS.timeZoneHint}
                  options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
                  {...entered(settings, "timeZone")}
                  defaultValue={entered(settings, "timeZone").defaultValue ?? timeZone}
                />
              )}
              <div>
                <Button kind="primary" busy={busy}>
                  {text.settings.save}
                </Button>
              </div>
            </Form>
          </Card>
        ) : (
          <Card padding="none">
            <DefinitionList
              items={[
                { term: ACCOUNT_FIELDS.organization, value: name },
                { term: ACCOUNT_FIELDS.timeZone, value: timeZone },
              ]}
            />
          </Card>
        )}
        {mayRemoveDemo && <RemoveDemo needsOwnAdmin={needsOwnAdmin} answer={answer?.demo ?? undefined} busy={busy} />}
      </div>
    </PageFrame>
  );
}

function RemoveDemo(props: { needsOwnAdmin: boolean; answer: FormAnswer | undefined; busy: boolean }) {
  const { needsOwnAdmin, answer, busy } = props;
  return (
    <Card as="section" labelledBy="demo">
      <SectionHeading title={text.demo.title} id="demo" />
      <p className="mb-4 text-sm text-pretty text-ink-2">{text.demo.text}</p>
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <input type="hidden" name="intent" value="remove-demo" />
        {needsOwnAdmin && (
          <>
            <p className="text-sm text-pretty text-ink-2">{text.demo.ownAccount}</p>
            <TextField
              label={ACCOUNT_FIELDS.ownName}
              name="adminName"
              autoComplete="name"
              required
              {...entered(answer, "adminName")}
            />
            <TextField
              label={ACCOUNT_FIELDS.ownEmail}
              name="email"
              type="email"
              autoComplete="username"
              required
              {...entered(answer, "email")}
            />
            <TextField
              label={ACCOUNT_FIELDS.password}
              name="password"
              type="password"
              autoComplete="new-password"
              required
              hint={PASSWORD_HINT}
              errors={entered(answer, "password").errors}
            />
          </>
        )}
        <div>
          <ConfirmButton
            label={text.demo.remove}
            title={text.demo.removeTitle}
            confirmLabel={text.demo.remove}
            busy={busy}
          >
            {text.demo.removeText}
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}
