import { Form, Link } from "@remix-run/react";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { ConfirmButton } from "../ui/forms/confirm-button";
import { PageFrame } from "../layout/page-frame";

const STEPS = [
  { step: "preview", label: "Preview" },
  { step: "map", label: "Map" },
  { step: "check", label: "Check" },
  { step: "repair", label: "Repair" },
  { step: "dry-run", label: "Dry run" },
  { step: "apply", label: "Apply" },
] as const;
export type WizardStepName = (typeof STEPS)[number]["step"];

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
  const here = STEPS.findIndex((one) => one.step === step);
  return (
    <PageFrame
      title={fileName}
      name={`Import of ${fileName}, ${STEPS[here]?.label ?? ""}`}
      breadcrumbs={[{ label: "Imports", href: "/imports" }]}
      meta={["not applied yet", ...meta]}
      lead={lead}
      actions={
        <Form method="post" action={`/imports/staged/${id}?index`}>
          <ConfirmButton
            label="Discard"
            title="Discard this upload?"
            confirmLabel="Discard upload"
            name="intent"
            value="discard"
          >
            The file and everything that was said of it are forgotten. Nothing of it was stored with the figures.
          </ConfirmButton>
        </Form>
      }
    >
      <nav aria-label="Steps of the import" className="no-print mb-4 overflow-x-auto">
        <ol className="flex gap-1 text-sm">
          {STEPS.map((one, index) => (
            <li key={one.step}>
              <Link
                to={`/imports/staged/${id}/${one.step}`}
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
                <span className={index === here ? undefined : "max-sm:sr-only"}>{one.label}</span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      {children}
    </PageFrame>
  );
}
