import { type InputHTMLAttributes, useId } from "react";
import { classNames } from "./class-names";
import { Field, type FieldProps, INPUT_CLASSES } from "./field";

type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "id"> & { name: string };

/** One line of text, a number, a day, an address or a password, by its `type`. */
export function TextField({ label, hint, errors, hideLabel, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <Field label={label} hint={hint} errors={errors} hideLabel={hideLabel} id={id}>
      {(wiring) => <input {...input} {...wiring} className={classNames(INPUT_CLASSES, "h-9")} />}
    </Field>
  );
}
