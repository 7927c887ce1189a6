import { ChevronDown } from "lucide-react";
import { type SelectHTMLAttributes, useId } from "react";
import { classNames } from "../class-names";
import { Field, type FieldProps, INPUT_CLASSES } from "./field";

type SelectFieldProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "id" | "children"> & {
    name: string;
    options: readonly { value: string; label: string }[];
  };

/** One of several. The browser's own list: it works without a script and on phones. */
export function SelectField({ label, hint, errors, hideLabel, options, ...select }: SelectFieldProps) {
  const id = useId();
  return (
    <Field label={label} hint={hint} errors={errors} hideLabel={hideLabel} required={select.required} id={id}>
      {(wiring) => (
        <span className="relative block">
          <select {...select} {...wiring} className={classNames(INPUT_CLASSES, "h-9 appearance-none pe-8")}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            size={14}
            strokeWidth={1.75}
            aria-hidden="true"
            className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 text-ink-3"
          />
        </span>
      )}
    </Field>
  );
}
