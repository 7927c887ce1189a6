import { Form } from "@remix-run/react";
import { Check, Info, TriangleAlert } from "lucide-react";
import { momentLabel } from "~/domain/calendar/moment";
import type { CheckResult } from "~/domain/contracts/closing/checklist";
import { isBlocked } from "~/domain/contracts/closing/checklist";
import { MONTH_STATES, type MonthState, type MonthStep } from "~/domain/contracts/closing/month-state";
import { CHECKED_STEPS, type MonthView } from "~/domain/contracts/closing/month-view";
import type { StatementView } from "~/domain/contracts/credits/statement-view";
import {
  changedSinceText,
  checkText,
  CLOSING,
  laterDataText,
  MONTH_STATE_NAMES,
  MONTH_STEP_NAMES,
} from "~/wording/contracts/closing";
import { minorText } from "~/wording/contracts/statement";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { classNames } from "../ui/class-names";
import { Disclosure } from "../ui/disclosure";
import { Flash } from "../ui/flash";
import { ConfirmButton } from "../ui/forms/confirm-button";
import { TextField } from "../ui/forms/text-field";
import { SectionHeading } from "../ui/section-heading";

type MonthClosingProps = { view: StatementView; month: MonthView; refusal: string | null; busy: boolean };

/** How far a month is on its way to being closed, what stands in the way, and the steps that the viewer may take. */
export function MonthClosing({ view, month, refusal, busy }: MonthClosingProps) {
  const { statement, closed, timeZone } = view;
  const money = (minor: number) => minorText(minor, statement.currency);
  const { changedSince } = month;
  return (
    <Card as="section" labelledBy="sign-off" className="mb-6 grid gap-3">
      <SectionHeading title={CLOSING.title} id="sign-off" />
      {refusal !== null && <Flash tone="failed" title={refusal} />}
      {(closed?.isAltered || (month.state === "closed" && closed === null)) && (
        <Flash tone="failed" title={CLOSING.altered}>
          {CLOSING.alteredDetail}
        </Flash>
      )}
      {closed !== null && closed.totalTodayMinor !== null && (
        <Flash tone="caution" title={laterDataText(closed, statement.totalMinor, statement.currency)} />
      )}
      {closed === null && changedSince !== null && (
        <Flash
          tone="caution"
          title={changedSinceText(changedSince.by, money(changedSince.totalMinor), money(statement.totalMinor))}
        />
      )}
      <StateBar view={view} month={month} />
      {month.state !== "closed" && <Checklist checklist={month.checklist} />}
      {month.reopenings.map(({ by, at, reason }) => (
        <p key={at} className="text-sm [overflow-wrap:anywhere] text-ink-2">
          {CLOSING.reopened}: {momentLabel(new Date(at), timeZone)} {CLOSING.by(by)}. {reason}
        </p>
      ))}
      {closed !== null && (
        <div className="text-xs text-ink-3">
          {!closed.isSigned && <p>{CLOSING.notSigned}</p>}
          {closed.isFirst && <p>{CLOSING.isFirst}</p>}
          <p className="[overflow-wrap:anywhere]">
            {CLOSING.hash}: {closed.sha256}
          </p>
        </div>
      )}
      {month.steps.length > 0 && (
        <div className="no-print flex flex-wrap items-end gap-2">
          {month.steps.map((step) => (
            <StepForm key={step} step={step} view={view} month={month} busy={busy} />
          ))}
        </div>
      )}
    </Card>
  );
}

function StateBar({ view: { closed, timeZone }, month }: Pick<MonthClosingProps, "view" | "month">) {
  const reached = MONTH_STATES.indexOf(month.state);
  const done: Partial<Record<MonthState, { by: string; at: string } | null>> = {
    "under-review": month.review,
    "signed-by-lead": month.lead,
    "signed-by-partner": month.partner,
    closed,
  };
  return (
    <ol className="grid gap-2 text-sm sm:grid-cols-5">
      {MONTH_STATES.map((state, index) => {
        const who = done[state] ?? null;
        return (
          <li
            key={state}
            aria-current={index === reached ? "step" : undefined}
            className={classNames(
              "border-t-2 pt-1.5",
              index <= reached ? "border-brand" : "border-line-strong text-ink-3",
              index === reached && "font-semibold",
            )}
          >
            {MONTH_STATE_NAMES[state]}
            {who !== null && index <= reached && (
              <p className="text-xs font-normal [overflow-wrap:anywhere] text-ink-3">
                {momentLabel(new Date(who.at), timeZone)} {CLOSING.by(who.by)}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const CHECK_LOOK = {
  ok: { icon: Check, label: CLOSING.ok, classes: "text-met" },
  note: { icon: Info, label: CLOSING.note, classes: "text-below" },
  blocks: { icon: TriangleAlert, label: CLOSING.blocks, classes: "text-missed" },
} as const;

function Checklist({ checklist }: { checklist: readonly CheckResult[] }) {
  return (
    <ul aria-label={CLOSING.checklist} className="grid gap-1 text-sm sm:grid-cols-2">
      {checklist.map((result) => {
        const { icon: Icon, label, classes } = CHECK_LOOK[result.result];
        return (
          <li key={result.check} className="flex items-start gap-2">
            <Icon size={16} strokeWidth={1.75} aria-label={label} className={classNames("mt-0.5 shrink-0", classes)} />
            <span>{checkText(result)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function ReopenForm({ busy }: Pick<MonthClosingProps, "busy">) {
  return (
    <Disclosure summary={MONTH_STEP_NAMES.reopen}>
      <Form method="post" className="grid max-w-[36rem] gap-2">
        <TextField label={CLOSING.reason} name="reason" maxLength={500} required hint={CLOSING.reopenDetail} />
        <div>
          <Button kind="danger" name="step" value="reopen" busy={busy}>
            {MONTH_STEP_NAMES.reopen}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

type StepFormProps = Omit<MonthClosingProps, "refusal"> & { step: MonthStep };

/** One step as a form of its own, with the hash and the total that the viewer sees. */
function StepForm({ step, view: { hash, statement }, month, busy }: StepFormProps) {
  const label = MONTH_STEP_NAMES[step];
  const isChecked = CHECKED_STEPS.includes(step);
  if (isChecked && isBlocked(month.checklist)) return null;
  const confirmation =
    step === "close"
      ? { title: CLOSING.closeTitle, detail: CLOSING.closeDetail }
      : { title: CLOSING.signTitle, detail: CLOSING.signDetail(minorText(statement.totalMinor, statement.currency)) };
  if (step === "reopen") return <ReopenForm busy={busy} />;
  return (
    <Form method="post">
      <input type="hidden" name="hash" value={hash} />
      <input type="hidden" name="total" value={statement.totalMinor} />
      {isChecked ? (
        <ConfirmButton
          label={label}
          title={confirmation.title}
          confirmLabel={label}
          kind="primary"
          name="step"
          value={step}
          busy={busy}
        >
          {confirmation.detail}
        </ConfirmButton>
      ) : (
        <Button kind={step === "start-review" ? "primary" : "secondary"} name="step" value={step} busy={busy}>
          {label}
        </Button>
      )}
    </Form>
  );
}
