import { Form, Link } from "@remix-run/react";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { ConfirmButton } from "../ui/forms/confirm-button";
import { PageFrame } from "../layout/page-frame";
import { IMPORTS } from "~/wording/imports/import-pages";
import { WIZARD as text } from "~/wording/imports/wizard";

const STEPS = ["preview", "map", "check", "repair", "dry-run", "apply"] as const;
export type WizardStepName = (typeof STEPS)[number];

type WizardFrameProps = {
  id: string;
  fileName: string;
  step: WizardStepName;
  meta: string[];
  lead?: ReactNode;
  children: ReactNode;
};

/** A step of an import that is not applied yet: where it stands, the way to the others, and the way out. */
export function WizardFrame({ id, fileName, step, meta, lead, children }: WizardFrameProps) {
  const here = STEPS.indexOf(step);
  return (
    <PageFrame
      title={fileName}
      name={text.name(fileName, text.steps[step])}
      breadcrumbs={[{ label: IMPORTS.title, href: "/imports" }]}
      meta={[text.notApplied, ...meta]}
      lead={lead}
      actions={
        <Form method="post" action={`/imports/staged/${id}?index`}>
          <ConfirmButton
            label={text.discard.open}
            title={text.discard.title}
            confirmLabel={text.discard.confirm}
            name="intent"
            value="discard"
          >
            {text.discard.text}
          </ConfirmButton>
        </Form>
      }
    >
      <nav aria-label={text.stepsLabel} className="no-print mb-4 overflow-x-auto">
        <ol className="flex gap-1 text-sm">
          {STEPS.map((one, index) => (
            <li key={one}>
              <Link
                to={`/imports/staged/${id}/${one}`}
                aria-current={index === here ? "step" : undefined}
                className={classNames(
                  "flex h-8 items-center gap-1.5 rounded-md px-2 whitespace-nowrap sm:px-2.5",
                  index === here ? "bg-sunken font-semibold text-ink" : "text-ink-2 hover:bg-sunken",
                )}
              >
                {index < here ? (
                  <Check size={14} strokeWidth={2} aria-hidden="true" className="text-met" />
                ) : (
                  <span className="figures text-xs text-ink-3">{index + 1}</span>
                )}
                <span className={index === here ? undefined : "max-sm:sr-only"}>{text.steps[one]}</span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      {children}
    </PageFrame>
  );
}
