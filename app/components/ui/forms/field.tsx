import type { ReactNode } from "react";
import { classNames } from "../class-names";

/** What every field carries besides its input's own properties. */
export type FieldProps = {
  label: string;
  /** How to fill it in, shown before it is needed. */
  hint?: ReactNode;
  /** Why it is not accepted, shown under it. */
  errors?: readonly string[] | undefined;
  /** The label stays for screen readers alone. */
  hideLabel?: boolean | undefined;
};

/** Properties that tie an input to its hint and errors. */
export type FieldWiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

export const INPUT_CLASSES =
  "w-full rounded-md border border-line-control bg-surface px-2.5 text-sm text-ink placeholder:text-ink-3 " +
  "hover:border-ink-3 focus-visible:outline-offset-0 aria-invalid:border-missed disabled:bg-sunken disabled:text-ink-3 read-only:[&:is(input)]:bg-sunken read-only:[&:is(input)]:text-ink-2";

type FieldFrameProps = FieldProps & {
  id: string;
  required?: boolean | undefined;
  children: (wiring: FieldWiring) => ReactNode;
};

/** Label above, hint and errors below an input. */
export function Field({
  label,
  hint,
  errors = [],
  hideLabel = false,
  required = false,
  id,
  children,
}: FieldFrameProps) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = classNames(Boolean(hint) && hintId, errors.length > 0 && errorId);
  return (
    <div className="grid gap-1">
      <span className={hideLabel ? "sr-only" : "text-xs font-medium text-ink-2"}>
        <label htmlFor={id}>{label}</label>
        {required && (
          <span aria-hidden="true" className="required-mark ms-0.5 text-missed">
            *
          </span>
        )}
      </span>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": errors.length > 0 ? true : undefined,
      })}
      {hint && (
        <p id={hintId} className="text-xs text-pretty text-ink-3">
          {hint}
        </p>
      )}
      {errors.length > 0 && (
        <p id={errorId} className="text-xs font-medium text-pretty text-missed">
          {errors.join(" ")}
        </p>
      )}
    </div>
  );
}
