import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { REPAIR_STEP as text } from "~/wording/imports/repair-step";
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

/** A group of rows with the same problem, and each of the choices that would fix all of them. */
export function RepairForms({ group, vendors }: RepairFormsProps) {
  return (
    <Card className="mb-4">
      <h2 className="text-base font-semibold">{text.group(group.rows, group.words)}</h2>
      <p className="text-xs text-ink-3">
        {text.firstOn(group.column === "" ? text.wholeRow : text.column(group.column), group.line)}
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
            label={text.dateFormat}
            name="format"
            options={[
              { value: "", label: text.chooseDateFormat },
              ...offer.formats.map(({ format, example }) => ({
                value: format,
                label: text.dateFormatExample(format, example),
              })),
            ]}
            required
          />
          <Fix>{text.apply}</Fix>
        </>
      );
    case "decimal":
      return (
        <>
          <input type="hidden" name="decimal" value={offer.decimal} />
          <p className="text-sm">{offer.decimal === "," ? text.decimalComma : text.decimalPoint}</p>
          <Fix>{text.apply}</Fix>
        </>
      );
    case "unit":
      return (
        <>
          <SelectField
            label={text.unit}
            name="unit"
            options={offer.units.map(({ unit }) => ({ value: unit, label: unit }))}
          />
          <Fix>{text.apply}</Fix>
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
                  label={text.means(word)}
                  name="means"
                  options={[
                    { value: "", label: text.leave },
                    { value: "yes", label: text.yes },
                    { value: "no", label: text.no },
                  ]}
                />
              ) : (
                <TextField label={text.means(word)} name="means" />
              )}
            </span>
          ))}
          <Fix>{text.apply}</Fix>
        </>
      );
    case "partners":
      return (
        <>
          {offer.words.map((word) => (
            <span key={word}>
              <input type="hidden" name="word" value={word} />
              <SelectField
                label={text.partnerOf(word)}
                name="means"
                options={[
                  { value: "", label: text.noPartner },
                  ...vendors.map(({ key, name }) => ({ value: key, label: name })),
                ]}
              />
            </span>
          ))}
          <Fix>{text.apply}</Fix>
        </>
      );
    case "null-words":
      return (
        <>
          <Words legend={text.blankValues} words={offer.words} />
          <Fix>{text.treatAsBlank}</Fix>
        </>
      );
    case "skip-rows":
      return (
        <>
          <Words legend={text.skipRows} words={offer.words} />
          <Fix>{text.skip}</Fix>
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

function Fix({ children }: { children: ReactNode }) {
  return (
    <div>
      <Button size="small" name="intent" value="repair">
        {children}
      </Button>
    </div>
  );
}
