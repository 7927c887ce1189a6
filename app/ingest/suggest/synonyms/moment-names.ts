import { MOMENT_FORMS, MOMENT_WORDS } from "./moment-words";
import { splitNames } from "./split-names";

/** Names of a moment made of what happened, such as "created", in every form in which headings write it. */
const MOMENT_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(MOMENT_WORDS).map(([moment, { nouns, ...words }]) => {
    const stated: Readonly<Record<string, string>> = words;
    const names = Object.entries(MOMENT_FORMS).flatMap(([language, forms]) =>
      splitNames(stated[language] ?? "").flatMap((word) => splitNames(forms).map((form) => form.replace("~", word))),
    );
    return [moment, [...new Set([...names, ...splitNames(nouns)])]];
  }),
);

/** The names that stand for one of a list: those of the moment whose key is in braces, or the name itself. */
export function namesMeant(name: string): readonly string[] {
  const moment = /^\{(\w+)\}$/.exec(name)?.[1];
  if (moment === undefined) return [name];
  const names = MOMENT_NAMES.get(moment);
  if (names === undefined) throw new Error(`No moment is called ${moment}.`);
  return names;
}
