import { type InputHTMLAttributes, useId } from "react";
import type { FieldProps } from "./field";

type CheckboxFieldProps = Omit<FieldProps, "hideLabel"> &
  Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "id" | "type"> & {
    name: string;
    /** `radio` for one of a group that shares its name. */
    type?: "checkbox" | "radio" | undefined;
  };

/** A box to tick, or one choice of a group. */
export function CheckboxField({ label, hint, errors = [], type = "checkbox", ...input }: CheckboxFieldProps) {
  const id = useId();
  const detail = errors.length > 0 ? errors.join(" ") : hint;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
      <input
        {...input}
        id={id}
        type={type}
        aria-invalid={errors.length > 0 ? true : undefined}
        aria-describedby={detail ? `${id}-detail` : undefined}
        className="mt-0.5 size-4"
      />
      <label htmlFor={id} className="text-sm break-words hyphens-auto text-ink">
        {label}
      </label>
      {detail && (
        <p
          id={`${id}-detail`}
          className={`col-start-2 text-xs text-pretty ${errors.length > 0 ? "font-medium text-missed" : "text-ink-3"}`}
        >
          {detail}
        </p>
      )}
    </div>
  );
}
