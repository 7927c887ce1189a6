import type { MapState, WizardState } from "./wizard-state";
import type { WizardMapping } from "./wizard-mapping.server";

/** An older page, or one of another kind of rows, asks for what is not shown now. So much of it is kept. */
const MAX_NOT_SHOWN = 100;
const MAX_CHARS = 1_000;
const MAX_FORMATS = 50;

/** What the file and the mapping as it is have. */
export type ShownOfFile = { headings: ReadonlySet<string>; questions: ReadonlySet<string> };

export function shownOfFile(made: WizardMapping | null): ShownOfFile {
  const headings = [...(made?.reading.headings ?? []), ...(made?.suggestion?.columns ?? []).map((one) => one.heading)];
  return { headings: new Set(headings), questions: new Set(made?.suggestion?.questions.map(({ id }) => id)) };
}

/** What is stated of columns and questions of the file; a little of what is not shown now, and nothing that is longer than a page asks for. */
export function onlyOfFile<State extends MapState>(state: State, { headings, questions }: ShownOfFile): State {
  const { choices } = state;
  const columns = choices.columns.filter(
    ({ heading, target, format }) =>
      isShort(heading, target ?? "", ...[format ?? []].flat()) && [format ?? []].flat().length <= MAX_FORMATS,
  );
  const answers = choices.answers.filter(({ id, value }) => isShort(id, value));
  const constants = choices.constants.filter(({ target, value }) => isShort(target, value));
  return {
    ...state,
    choices: {
      ...choices,
      columns: limited(columns, ({ heading }) => headings.has(heading)),
      answers: limited(answers, ({ id }) => questions.has(id)),
      constants: constants.slice(0, MAX_NOT_SHOWN),
    },
  };
}

/** New names of columns that the file has. */
export function renamesOfFile(renames: WizardState["renames"], { headings }: ShownOfFile): WizardState["renames"] {
  return renames.filter(({ from, to }) => headings.has(to) && isShort(from)).slice(0, headings.size);
}

function isShort(...texts: readonly string[]): boolean {
  return texts.every((text) => text.length <= MAX_CHARS);
}

function limited<T>(all: readonly T[], isShown: (one: T) => boolean): T[] {
  const retained = new Set(all.filter((one) => !isShown(one)).slice(0, MAX_NOT_SHOWN));
  return all.filter((one) => isShown(one) || retained.has(one));
}
