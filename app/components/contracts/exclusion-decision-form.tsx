import { Form, useNavigation } from "@remix-run/react";
import { clockText } from "~/domain/contracts/delivery-schedule";
import { EXCLUSION_DECISIONS, type ExclusionExtent } from "~/domain/contracts/exclusions/exclusion";
import type { ExclusionRow } from "~/domain/contracts/exclusions/exclusion-view";
import { EXCLUSION_DECISION_NAMES, EXCLUSIONS_TEXT as text } from "~/wording/contracts/exclusions";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { entered, formProblems, type FormAnswer } from "../ui/forms/entered";
import { FieldGroup } from "../ui/forms/field-group";
import { FormErrors } from "../ui/forms/form-errors";
import { TextareaField } from "../ui/forms/textarea-field";
import { SectionHeading } from "../ui/section-heading";
import { ExclusionFields } from "./exclusion-fields";

type DecisionFormProps = { exclusion: ExclusionRow; timeZone: string; answer: FormAnswer | undefined | null };

/** The decision about a request. Nothing is chosen until somebody chooses. */
export function ExclusionDecisionForm({ exclusion, timeZone, answer }: DecisionFormProps) {
  const busy = useNavigation().state === "submitting";
  const decision = entered(answer, "decision");
  const { requested } = exclusion;
  const one = (name: string | null) => (name === null ? [] : [name]);
  const names = { sites: one(requested.site), programs: one(requested.program), channels: one(requested.channel) };
  return (
    <Card as="section" labelledBy="decision">
      <SectionHeading title={text.decide} id="decision" />
      <Form method="post" className="grid gap-4">
        <FormErrors errors={formProblems(answer)} />
        <FieldGroup legend={text.decision}>
          {EXCLUSION_DECISIONS.map((value, index) => (
            <CheckboxField
              key={value}
              type="radio"
              name="decision"
              value={value}
              required
              label={EXCLUSION_DECISION_NAMES[value].label}
              hint={EXCLUSION_DECISION_NAMES[value].hint}
              errors={index === 0 ? decision.errors : undefined}
              defaultChecked={decision.defaultValue === value}
            />
          ))}
        </FieldGroup>
        <TextareaField
          label={text.decisionReason}
          name="decisionReason"
          required
          {...entered(answer, "decisionReason")}
        />
        <FieldGroup legend={text.partLegend} hint={text.partHint}>
          <ExclusionFields answer={answer} names={names} timeZone={timeZone} values={valuesOf(requested)} />
        </FieldGroup>
        <div>
          <Button kind="primary" busy={busy}>
            {text.save}
          </Button>
          <p className="mt-2 text-xs text-ink-3">{text.stays}</p>
        </div>
      </Form>
    </Card>
  );
}

function valuesOf({ program, site, channel, firstDay, lastDay, hours, contacts }: ExclusionExtent) {
  return {
    program: program ?? "",
    site: site ?? "",
    channel: channel ?? "",
    from: firstDay,
    to: lastDay,
    fromTime: hours === null ? "" : clockText(hours.fromMinute),
    toTime: hours === null ? "" : clockText(hours.untilMinute),
    contacts: (contacts ?? []).map(({ externalId }) => externalId).join("\n"),
  };
}
