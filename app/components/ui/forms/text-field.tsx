import { type InputHTMLAttributes, useId } from "react";
import { classNames } from "../class-names";
import { Field, type FieldProps, INPUT_CLASSES } from "./field";

type TextFieldProps = FieldProps & {
  /** What is offered while typing; anything else may be typed too. */ suggestions?: readonly string[] | undefined;
} & Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "id"> & { name: string };

/** One line of text, a number, a day, an address or a password, by its `type`. */
export function TextField({ label, hint, errors, hideLabel, suggestions = [], ...input }: TextFieldProps) {
  const id = useId();
  return (
    <Field label={label} hint={hint} errors={errors} hideLabel={hideLabel} required={input.required} id={id}>
      {(wiring) => (
        <>
          <input
            {...input}
            {...wiring}
            list={suggestions.length > 0 ? `${id}-suggestions` : undefined}
            className={classNames(INPUT_CLASSES, "h-9")}
          />
          {suggestions.length > 0 && (
            <datalist id={`${id}-suggestions`}>
              {suggestions.map((suggestion) => (
                <option key={suggestion}>{suggestion}</option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
