import type { FileWork } from "../file-threads/file-work";
import { CHECK_WORK } from "../load/begin-check.server";
import { checkRows } from "../load/check-file.server";
import { openFile } from "../load/open-file.server";
import { REJECTED_WORK } from "../load/read-rejected-rows.server";
import { rejectedRowsOfFile } from "../load/rejected-rows.server";
import { answeredQuestions } from "../suggest/answered-questions";
import { suggestMapping } from "../suggest/suggest-mapping";
import { FORM_WORK, formOf, readCachedReading } from "../wizard/file-reading.server";
import { ANSWERED_WORK, SUGGEST_WORK } from "../wizard/file-suggestion.server";
import { OPEN_WORK } from "../wizard/wizard-mapping.server";

type Served = (requested: unknown) => AsyncGenerator<unknown>;

/** Files are parsed here, and only here, on behalf of somebody who waits for a page. A value at a time; by the kind of work. */
const SERVED = new Map<string, Served>([
  serve(FORM_WORK, async function* ({ path, requested }) {
    yield formOf(await readCachedReading(path, requested));
  }),
  serve(SUGGEST_WORK, async function* ({ path, requested, context }) {
    yield suggestMapping((await readCachedReading(path, requested)).sample, context);
  }),
  serve(ANSWERED_WORK, async function* ({ path, requested, context }) {
    yield answeredQuestions((await readCachedReading(path, requested)).sample, context);
  }),
  serve(OPEN_WORK, async function* ({ path, mapping }) {
    await openFile(path, mapping);
    yield true;
  }),
  serve(CHECK_WORK, checkRows),
  serve(REJECTED_WORK, rejectedRowsOfFile),
]);

/** What is asked comes from `inFileThread`, which takes it by the same definition of the work. */
function serve<Requested, Answer>(
  { kind }: FileWork<Requested, Answer>,
  work: (requested: Requested) => AsyncGenerator<Answer>,
): [string, Served] {
  return [kind, (requested) => work(requested as Requested)];
}

/** Begins the work of this kind. Throws where no such work is served. */
export function beginWork(kind: string, requested: unknown): AsyncGenerator<unknown> {
  const served = SERVED.get(kind);
  if (served === undefined) throw new Error(`No thread serves the work "${kind}".`);
  return served(requested);
}
