import { type TextareaHTMLAttributes, useId } from "react";
import { classNames } from "../class-names";
import { Field, type FieldProps, INPUT_CLASSES } from "./field";

type TextareaFieldProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "id"> & {
    name: string;
    /** Letters of equal width, for JSON and the like. */
    code?: boolean | undefined;
  };

/** Several lines of text. */
export function TextareaField({ label, hint, errors, hideLabel, code, rows = 3, ...textarea }: TextareaFieldProps) {
  const id = useId();
  return (
    <Field label={label} hint={hint} errors={errors} hideLabel={hideLabel} required={textarea.required} id={id}>
      {(wiring) => (
        <textarea
          {...textarea}
          {...wiring}
          rows={rows}
          className={classNames(INPUT_CLASSES, "py-2", code && "font-mono text-xs")}
        />
      )}
    </Field>
  );
}
