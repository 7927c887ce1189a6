import { recordIdOf } from "~/domain/input/record-id";
import type { SentForm } from "~/forms/read-form.server";
import type { WizardState } from "~/ingest/wizard/wizard-state";

/** The fields that say by which way. */
export const WAY_FIELDS = ["way", "mapping", "mappingText", "from", "to"];

/**
 * Another way by which the mapping shall come about; null where the form is not about that. Earlier repairs were of the other mapping.
 * Throws a response (400) where it names no mapping.
 */
export function readWay(form: SentForm): Pick<WizardState, "way" | "renames" | "repairs" | "blanks"> | null {
  const text = (name: string) => (form.get(name) ?? "").trim();
  const none = { renames: [], repairs: [], blanks: null };
  switch (form.get("way")) {
    case "guess":
      return { way: { by: "guess", preset: null }, ...none };
    case "document":
      return { way: { by: "document", text: text("mappingText") }, ...none };
    case "mapping": {
      const to = form.getAll("to");
      const renames = form.getAll("from").map((from, index) => ({ from, to: to[index] ?? "" }));
      const id = recordIdOf(text("mapping"));
      if (id === null)
        throw new Response("There is no such mapping. Nothing was changed. Go back and choose one from the list.", {
          status: 400,
        });
      return { way: { by: "mapping", id }, ...none, renames };
    }
    default:
      return null;
  }
}
