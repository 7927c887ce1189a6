import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { countWords } from "~/wording/shared/text";
import type { ShownGroup } from "./problem-groups";
import { SelectField } from "../ui/forms/select-field";
import { TextField } from "../ui/forms/text-field";

type Offer =
  | { do: "null-words" | "skip-rows" | "partners"; words: readonly string[] }
  | { do: "date-format"; formats: readonly { format: string; reads: number; example: string }[] }
  | { do: "decimal"; decimal: string; reads: number }
  | { do: "unit"; units: readonly { unit: string; reads: number }[] }
  | { do: "meanings"; words: readonly string[]; flag: boolean };

export type RepairGroup = ShownGroup & { offers: readonly Offer[] };

type RepairFormsProps = {
  group: RepairGroup;
  vendors: readonly { key: string; name: string }[];
};

/** A group of rows with the same thing wrong with them, and each of the choices that would mend all of them. */
export function RepairForms({ group, vendors }: RepairFormsProps) {
  return (
    <Card className="mb-4">
      <h2 className="text-base font-semibold">
        {countWords(group.rows, "row", "rows")}: {group.words}
      </h2>
      <p className="text-xs text-ink-3">
        {group.column === "" ? "The row as a whole" : `Column ${group.column}`}, first on line {group.line}
      </p>
      <div className="mt-3 grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {group.offers.map((offer) => (
          <Form
            key={`${offer.do} ${"decimal" in offer ? offer.decimal : ""}`}
            method="post"
            className="grid content-start gap-2"
          >
            <input type="hidden" name="do" value={offer.do} />
            <input type="hidden" name="column" value={group.column} />
            <OfferFields offer={offer} vendors={vendors} />
          </Form>
        ))}
      </div>
    </Card>
  );
}

function OfferFields({ offer, vendors }: { offer: Offer; vendors: RepairFormsProps["vendors"] }): ReactNode {
  switch (offer.do) {
    case "date-format":
      return (
        <>
          <SelectField
            label="They are dates written as"
            name="format"
            options={[
              { value: "", label: "Choose the order of day and month" },
              ...offer.formats.map(({ format, example }) => ({
                value: format,
                label: `${format} (the first is ${example})`,
              })),
            ]}
            required
          />
          <Mend>Read them so</Mend>
        </>
      );
    case "decimal":
      return (
        <>
          <input type="hidden" name="decimal" value={offer.decimal} />
          <p className="text-sm">
            {offer.decimal === ","
              ? "In all of the column a comma is the decimal sign: 1.234,5"
              : "In all of the column a point is the decimal sign: 1,234.5"}
          </p>
          <Mend>Read them so</Mend>
        </>
      );
    case "unit":
      return (
        <>
          <SelectField
            label="All of the column is durations in"
            name="unit"
            options={offer.units.map(({ unit }) => ({ value: unit, label: unit }))}
          />
          <Mend>Read it so</Mend>
        </>
      );
    case "meanings":
      return (
        <>
          {offer.words.map((word) => (
            <span key={word}>
              <input type="hidden" name="word" value={word} />
              {offer.flag ? (
                <SelectField
                  label={`“${word}” means`}
                  name="means"
                  options={[
                    { value: "", label: "leave it" },
                    { value: "yes", label: "yes" },
                    { value: "no", label: "no" },
                  ]}
                />
              ) : (
                <TextField label={`“${word}” means`} name="means" />
              )}
            </span>
          ))}
          <Mend>Read them so</Mend>
        </>
      );
    case "partners":
      return (
        <>
          {offer.words.map((word) => (
            <span key={word}>
              <input type="hidden" name="word" value={word} />
              <SelectField
                label={`“${word}” is`}
                name="means"
                options={[
                  { value: "", label: "not known here" },
                  ...vendors.map(({ key, name }) => ({ value: key, label: name })),
                ]}
              />
            </span>
          ))}
          <Mend>Read them so</Mend>
        </>
      );
    case "null-words":
      return (
        <>
          <Words legend="Anywhere in the file they mean that nothing is said" words={offer.words} />
          <Mend>Take them as blank</Mend>
        </>
      );
    case "skip-rows":
      return (
        <>
          <Words legend="These rows are no data: totals, footers" words={offer.words} />
          <Mend>Pass the rows over</Mend>
        </>
      );
  }
}

function Words({ legend, words }: { legend: string; words: readonly string[] }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="text-xs font-medium text-ink-2">{legend}</legend>
      <div className="max-h-40 overflow-y-auto">
        {words.map((word) => (
          <label key={word} className="flex min-h-6 items-center gap-2 text-sm">
            <input type="checkbox" name="word" value={word} className="accent-brand" />
            <code className="font-mono text-xs break-all">{word}</code>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Mend({ children }: { children: ReactNode }) {
  return (
    <div>
      <Button size="small" name="intent" value="repair">
        {children}
      </Button>
    </div>
  );
}
