import { renderToStaticMarkup } from "react-dom/server";
import type { ReactElement } from "react";

export type ShownField = { value: string; hidden: boolean };

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name] ?? "");
const attribute = (tag: string, name: string) => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : unescaped(found);
};

/** The fields of a form as a browser would send them, by name, as React renders it. Buttons are none of them. */
export function shownFields(form: ReactElement): Map<string, ShownField> {
  const html = renderToStaticMarkup(form);
  const fields = new Map<string, ShownField>();
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name === null || (attribute(tag, "type") === "radio" && !tag.includes(" checked"))) continue;
    fields.set(name, { value: attribute(tag, "value") ?? "", hidden: attribute(tag, "type") === "hidden" });
  }
  for (const [, head = "", text = ""] of html.matchAll(/(<textarea[^>]*>)([^<]*)<\/textarea>/g))
    // A line feed right behind the tag is none of the text's.
    fields.set(attribute(head, "name") ?? "", { value: unescaped(text.replace(/^\n/, "")), hidden: false });
  for (const [, head = "", options = ""] of html.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]* selected=""[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? "";
    fields.set(attribute(head, "name") ?? "", { value: attribute(chosen, "value") ?? "", hidden: false });
  }
  return fields;
}
