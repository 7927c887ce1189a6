import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import {
  type DemoRemovalProblem,
  loadOrganisationSettings,
  removeDemoWorld,
  saveOrganisationSettings,
} from "~/commands/access/organization.server";
import { PASSWORD_HINT, PASSWORD_PROBLEM_WORDS } from "~/wording/access/passwords";
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

export const meta: MetaFunction = () => [{ title: pageTitle("Organisation") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "organisation.read");
  const settings = await loadOrganisationSettings(context.db, viewer);
  if (settings === null) throw new Response(null, { status: 404 });
  return json({ ...settings, zones: settings.mayChange && !settings.zoneFixed ? timeZoneNames() : [] });
}

const settingsSchema = z.object({
  name: oneLineName("Name the organisation."),
  timeZone: z.string({ error: "Choose a time zone." }).refine(isTimeZone, "Choose a time zone."),
});

const ownAdminSchema = z.object({
  adminName: oneLineName("Enter your name."),
  email: z.email("Enter an e-mail address.").max(320).toLowerCase(),
  password: z.string({ error: "Choose a password." }),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context, "organisation.write");
  const form = await readForm(request, ["intent", ...fieldNamesOf(settingsSchema), ...fieldNamesOf(ownAdminSchema)]);
  if (form.get("intent") === "remove-demo") {
    const { needsOwnAdmin } = (await loadOrganisationSettings(context.db, viewer)) ?? { needsOwnAdmin: true };
    const submission = submissionOf(form, needsOwnAdmin ? ownAdminSchema : z.object({}));
    if (submission.status !== "success") {
      return json({ demo: submission.reply({ hideFields: ["password"] }), settings: null }, { status: 400 });
    }
    const entry = ownAdminSchema.safeParse(submission.value);
    const wish = entry.success ? { ...entry.data, name: entry.data.adminName } : null;
    const outcome = await removeDemoWorld(context.db, viewer, {
      admin: wish,
      dataFolder: context.environment.dataFolder,
    });
    if (!outcome.ok) {
      const reply = submission.reply({ hideFields: ["password"], ...problemWords(outcome.problem) });
      return json({ demo: reply, settings: null }, { status: 400 });
    }
    if (outcome.adminId === null || wish === null) return redirect("/");
    const admin = { userId: outcome.adminId, email: wish.email };
    return redirect("/", { headers: await startKnownSession(request, context, admin) });
  }
  const submission = submissionOf(form, settingsSchema);
  if (submission.status !== "success") return json({ settings: submission.reply(), demo: null }, { status: 400 });
  const problem = await saveOrganisationSettings(context.db, viewer, submission.value);
  if (problem === null) return redirect("/organisation");
  const fieldErrors = { timeZone: ["The zone stays as it is: imported rows were given their days by it."] };
  return json({ settings: submission.reply({ fieldErrors }), demo: null }, { status: 400 });
}

function problemWords(problem: DemoRemovalProblem) {
  switch (problem) {
    case "email-taken":
      return { fieldErrors: { email: ["There is an account with this address already."] } };
    case "needs-admin":
      return { formErrors: ["Enter who looks after Plumbline once the people of the demo are gone."] };
    case "imports-open":
      return { formErrors: ["An import is running. Wait until it has ended, or cancel it; nothing was removed."] };
    case "no-demo":
      return { formErrors: ["The demo world has been removed already."] };
    case "not-permitted":
      return { formErrors: ["Only an admin can remove the demo world."] };
    default:
      return { fieldErrors: { password: [PASSWORD_PROBLEM_WORDS[problem]] } };
  }
}

export default function Organisation() {
  const { name, timeZone, zones, zoneFixed, mayChange, mayRemoveDemo, needsOwnAdmin } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === "submitting";
  const settings = answer?.settings;
  return (
    <PageFrame title="Organisation">
      <div className="grid max-w-[40rem] gap-5">
        {mayChange ? (
          <Card as="section" labelledBy="settings">
            <SectionHeading title="Name and time zone" id="settings" />
            <Form method="post" className="grid gap-4">
              <FormErrors errors={formProblems(settings)} />
              <TextField
                label="Organisation"
                name="name"
                required
                {...entered(settings, "name")}
                defaultValue={entered(settings, "name").defaultValue ?? name}
              />
              {zoneFixed ? (
                <TextField
                  label="Reporting time zone"
                  name="timeZone"
                  readOnly
                  value={timeZone}
                  hint="Stays as it is: imported rows were given their days by it."
                  errors={entered(settings, "timeZone").errors}
                />
              ) : (
                <SelectField
                  label="Reporting time zone"
                  name="timeZone"
                  hint="Decides which day an event belongs to. It stays once files have been imported."
                  options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
                  {...entered(settings, "timeZone")}
                  defaultValue={entered(settings, "timeZone").defaultValue ?? timeZone}
                />
              )}
              <div>
                <Button kind="primary" busy={busy}>
                  Save
                </Button>
              </div>
            </Form>
          </Card>
        ) : (
          <Card padding="none">
            <DefinitionList
              items={[
                { term: "Organisation", value: name },
                { term: "Reporting time zone", value: timeZone },
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
      <SectionHeading title="Demo world" id="demo" />
      <p className="mb-4 text-sm text-pretty text-ink-2">
        The invented partners, with their files, figures, SOWs, notes and people. Removing them leaves what you brought
        yourself as it is.
      </p>
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <input type="hidden" name="intent" value="remove-demo" />
        {needsOwnAdmin && (
          <>
            <p className="text-sm text-pretty text-ink-2">
              The account that you use belongs to the demo and goes with it. Enter the one you will sign in with from
              now on.
            </p>
            <TextField
              label="Your name"
              name="adminName"
              autoComplete="name"
              required
              {...entered(answer, "adminName")}
            />
            <TextField
              label="Your e-mail"
              name="email"
              type="email"
              autoComplete="username"
              required
              {...entered(answer, "email")}
            />
            <TextField
              label="Password"
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
            label="Remove the demo world"
            title="Remove the demo world?"
            confirmLabel="Remove it"
            busy={busy}
          >
            Its partners, figures, notes and people are deleted. This cannot be undone; a fresh start with an empty
            database brings the demo back.
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}
