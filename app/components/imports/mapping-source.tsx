import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Disclosure } from "../ui/disclosure";
import { SelectField } from "../ui/forms/select-field";
import { TextareaField } from "../ui/forms/textarea-field";
import { SAVED_MAPPING as text } from "~/wording/imports/mapping-step";

type MappingSourceProps = {
  mappings: readonly { id: number; name: string; version: number; kind: string; vendorName: string | null }[];
  by: "suggestion" | "mapping" | "document";
  pasted: string;
};

/** Other ways to come by a mapping: one that is kept, or a document from elsewhere. */
export function MappingSource({ mappings, by, pasted }: MappingSourceProps) {
  return (
    <Disclosure summary={text.other}>
      <div className="grid gap-4 lg:grid-cols-2">
        {mappings.length > 0 && (
          <Card>
            <Form method="post" className="grid gap-3">
              <SelectField
                label={text.saved}
                name="mapping"
                options={mappings.map(({ id, name, version, kind, vendorName }) => ({
                  value: String(id),
                  label: text.option(name, vendorName, kind, version),
                }))}
              />
              <div>
                <Button name="way" value="mapping">
                  {text.apply}
                </Button>
              </div>
            </Form>
          </Card>
        )}
        <Card>
          <Form method="post" className="grid gap-3">
            <TextareaField
              label={text.json}
              name="mappingText"
              code
              rows={6}
              spellCheck={false}
              defaultValue={pasted}
            />
            <div className="flex flex-wrap gap-2">
              <Button name="way" value="document">
                {text.apply}
              </Button>
              {by !== "suggestion" && (
                <Button name="way" value="suggestion">
                  {text.detect}
                </Button>
              )}
            </div>
          </Form>
        </Card>
      </div>
    </Disclosure>
  );
}
