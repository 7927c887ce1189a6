import type { Question } from "../question";
import type { ColumnReading, TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { MAX_STRAY_SHARE } from "../profile/stray-texts";
import type { HowRead, ReadingContext } from "./how-read";
import { strayText } from "./stray-words";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";
import { PLAIN_YES, PLAIN_NO, YES, NO } from "../synonyms/flag-words";

/** What words of a status say about a target: those that mean it, and those that mean that it is not (yet) so. */
const STATES: Readonly<Record<string, { yes: RegExp; no: RegExp }>> = {
  resolved: {
    yes: /^(resolved|solved|closed|done|complete|completed|fixed|fulfilled|gelöst|geschlossen|erledigt|resuelto|resuelta|cerrado|cerrada|résolu|résolue|fermé|clos|clôturé|closed[ -–]+.*|resolved[ -–]+.*|solved[ -–]+.*)$/,
    no: /^(new|open|opened|reopened|re-opened|active|assigned|unassigned|pending|hold|on hold|on-hold|in progress|in-progress|work in progress|waiting.*|awaiting.*|pending.*|escalated|unresolved|not resolved|unsolved|draft|neu|offen|wartend|in bearbeitung|nuevo|abierto|pendiente|en curso|en espera|nouveau|ouvert|en attente|en cours)$/,
  },
  answered: {
    yes: /^(answered|handled|connected|completed|accepted|served|angenommen|atendida|contestada|décroché)$/,
    no: /^(abandoned|abandon|missed|unanswered|not answered|no answer|voicemail|overflow|lost|dropped|refused|busy|rona|callback|verloren|abgebrochen|abandonada|abandonné|perdu)$/,
  },
  abandoned: {
    yes: /^(abandoned|abandon|lost|dropped|verloren|abgebrochen|abandonada|abandonné|caller abandoned|abandoned.*)$/,
    no: /^(answered|handled|connected|completed|accepted|voicemail|overflow|not abandoned|callback|transferred)$/,
  },
  madeSla: {
    yes: /^(met|achieved|within( the)?( sla)?|in sla|on time|in time|ok|pass|passed|compliant|hit|sla (met|achieved|ok|kept)|eingehalten|erfüllt|innerhalb( sla)?|im sla|fristgerecht|cumplido|cumplida|cumple|dentro( del?)?( sla| plazo)?|en plazo|a tiempo|respecté|respectée|dans les délais|dans le délai|no prazo|dentro do prazo|em dia|cumprido|rispettato|rispettata|nei tempi|in tempo|entro sla|gehaald|binnen( de)? sla|op tijd)$/,
    no: /^(missed|breached|breach|out of sla|outside( the)? sla|late|overdue|not met|failed|fail|violated|violation|not achieved|sla (violated|breached|breach|missed|failed|not met)|nicht eingehalten|nicht erfüllt|verletzt|überschritten|verspätet|incumplido|incumplida|no cumplido|no cumple|fuera( del?)?( sla| plazo)?|vencido|vencida|non respecté|non respectée|hors délais?|dépassé|en retard|fora do prazo|atrasado|descumprido|não cumprido|estourado|non rispettato|non rispettata|fuori( sla| tempo| termine)?|in ritardo|niet gehaald|buiten( de)? sla|te laat|overschreden)$/,
  },
  overturned: {
    yes: /^(overturned|reversed|granted|reinstated|approved)$/,
    no: /^(upheld|denied|rejected|maintained)$/,
  },
  preliminary: {
    yes: /^(p|prelim\.?|preliminary|provisional|prov\.?|interim|estimate|estimated|vorläufig|vorl\.?|provisorisch|preliminar|provisorio|provisoire)$/,
    no: /^(f|fin\.?|final|finalised|finalized|definitive|confirmed|settled|endgültig|endg\.?|definitiv|definitivo|definitiva|définitif|définitive)$/,
  },
  decidedPositive: {
    yes: /^(violating|violation|violates|remove|removed|reject|rejected|positive|block|blocked|take down|delete|deleted)$/,
    no: /^(non[- ]?violating|not violating|no violation|keep|kept|approve|approved|negative|allow|allowed|ignore|ignored|benign)$/,
  },
};
const STATES_OF: Readonly<Record<string, string>> = { auditedPositive: "decidedPositive" };
/** Counts that mean yes from one on. */
const COUNTED: readonly TargetKey[] = [
  "reopened",
  "transferred",
  "escalated",
  "endUserCritical",
  "businessCritical",
  "complianceCritical",
];
/** Headings that count, so that other numbers than those looked at may come. */
const COUNT = /count|number|anzahl|numero|nombre|(reopen|transfer|escalation|error)s\b/;
const MAX_STATES = 25;
/** Rows that say yes or no, for a few others to be taken for strays. */
const MIN_RECOGNIZED = 5;

/** A column read as yes and no; null where its words mean neither. */
export function readFlag(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { words } = column;
  const counted = countedFlag(column, context.target);
  if (!words || words.length === 0 || words.length > MAX_STATES || (counted && COUNT.test(column.plain)))
    return counted;
  if (words.every((word) => PLAIN_YES.has(word) || PLAIN_NO.has(word))) {
    return flag(words.length > 1 ? 1 : 0.9, { type: "boolean" }, SUGGESTION_DETAILS.says(words.join(" or ")));
  }
  if (words.every((word) => YES.has(word) || NO.has(word))) {
    const trueValues = words.filter((word) => YES.has(word));
    const falseValues = words.filter((word) => NO.has(word));
    return flag(
      0.95,
      { type: "boolean", ...wordLists(trueValues, falseValues) },
      SUGGESTION_DETAILS.says(words.join(" or ")),
    );
  }
  return (
    readStates(column, words, context) ?? counted ?? readMostly(column, words) ?? readAsAnswered(column, words, context)
  );
}

const MAX_UNKNOWN = 4;

/** Yes and no beside a few words that are requested: one word that is not known never loses the column. */
function readAsAnswered(column: ColumnProfile, words: readonly string[], { answers }: ReadingContext): HowRead | null {
  const { heading, wordCells } = column;
  const cellsOf = (some: readonly string[]) => some.reduce((sum, word) => sum + (wordCells.get(word) ?? 0), 0);
  const unknown = words.filter((word) => !YES.has(word) && !NO.has(word));
  const recognized = words.filter((word) => !unknown.includes(word));
  // A single letter alone says too little.
  if (
    !recognized.some((word) => word.length > 1) ||
    unknown.length > MAX_UNKNOWN ||
    cellsOf(recognized) < cellsOf(unknown)
  )
    return null;
  const answeredBy = (meant: string) => unknown.filter((word) => answers.get(stateQuestionId(heading, word)) === meant);
  const silent = answeredBy("none");
  const trueValues = [...recognized.filter((word) => YES.has(word)), ...answeredBy("yes")];
  const falseValues = [...recognized.filter((word) => NO.has(word)), ...answeredBy("no")];
  const open = unknown.filter((word) => answers.get(stateQuestionId(heading, word)) === undefined);
  return {
    fit: 0.8,
    reading: {
      type: "boolean",
      ...wordLists(trueValues, falseValues),
      ...(silent.length > 0 ? { when: { column: heading, isNot: silent } } : {}),
    },
    why: SUGGESTION_DETAILS.says(recognized.join(" or ")),
    questions: open.map((word) => ({
      id: stateQuestionId(heading, word),
      columns: [heading],
      text: QUESTION_TEXTS.meaning(word, heading, recognized.map((one) => `“${one}”`).join(" and ")),
      options: [
        { value: "yes", label: "Yes", example: `like “${trueValues[0] ?? "yes"}”` },
        { value: "no", label: "No", example: `like “${falseValues[0] ?? "no"}”` },
        { value: "none", label: QUESTION_TEXTS.noneNoValue, example: QUESTION_TEXTS.countNeither },
      ],
    })),
  };
}

/** Yes and no in all cells but a few. */
function readMostly({ wordCells, filled }: ColumnProfile, words: readonly string[]): HowRead | null {
  const strays = words.filter((word) => !YES.has(word) && !NO.has(word));
  const astray = strays.reduce((sum, word) => sum + (wordCells.get(word) ?? 0), 0);
  const trueValues = words.filter((word) => YES.has(word));
  const falseValues = words.filter((word) => NO.has(word));
  if (filled - astray < MIN_RECOGNIZED || astray > filled * MAX_STRAY_SHARE) return null;
  const recognized = [...trueValues, ...falseValues];
  const plain = recognized.every((word) => PLAIN_YES.has(word) || PLAIN_NO.has(word));
  const reading: ColumnReading = { type: "boolean", ...(plain ? {} : wordLists(trueValues, falseValues)) };
  return { ...flag(0.8, reading, SUGGESTION_DETAILS.says(recognized.join(" or "))), warning: strayText(strays) };
}

/** Whether a column says nothing but yes and no in words: names nobody, and no place. */
export function saysYesOrNo({ words, number }: ColumnProfile): boolean {
  return number === null && words !== null && words.length > 0 && words.every((word) => YES.has(word) || NO.has(word));
}

function countedFlag({ number, filled }: ColumnProfile, target: TargetKey): HowRead | null {
  if (!number || !number.whole || number.least < 0 || number.most > 1_000 || filled === 0) return null;
  if (!COUNTED.includes(target)) return null;
  const reading: ColumnReading = { type: "boolean", falseValues: ["0"], otherwise: "true" };
  return flag(0.95, reading, SUGGESTION_DETAILS.countsAsYes(number.least, number.most));
}

function readStates(
  column: ColumnProfile,
  words: readonly string[],
  { target, answers, preset }: ReadingContext,
): HowRead | null {
  const key = Object.hasOwn(STATES_OF, target) ? (STATES_OF[target] ?? target) : target;
  const states = Object.hasOwn(STATES, key) ? STATES[key] : undefined;
  if (!states) return null;
  const trueValues: string[] = [];
  const falseValues: string[] = [];
  const unknown: string[] = [];
  for (const word of words) {
    const answer = answers.get(stateQuestionId(column.heading, word));
    if (answer === "yes" || (answer === undefined && states.yes.test(word))) trueValues.push(word);
    else if (answer === "no" || (answer === undefined && states.no.test(word))) falseValues.push(word);
    else unknown.push(word);
  }
  const known = target === "resolved" ? preset?.states : undefined;
  const recognized = trueValues.length + falseValues.length;
  if (recognized === 0 || recognized < unknown.length) return null;
  const why = [...stated(trueValues, "yes"), ...stated(falseValues, "no")].join(", ");
  const questions = unknown.map((word): Question => ({
    id: stateQuestionId(column.heading, word),
    columns: [column.heading],
    text: SUGGESTION_DETAILS.isState(word, column.heading, STATE_LABELS[key] ?? SUGGESTION_DETAILS.yes),
    options: [
      { value: "yes", label: "Yes", example: `like “${trueValues[0] ?? "yes"}”` },
      { value: "no", label: "No", example: `like “${falseValues[0] ?? "no"}”` },
    ],
  }));
  return {
    fit: 0.95 - 0.4 * (unknown.length / words.length),
    reading: {
      type: "boolean",
      ...wordLists(
        withOthers(trueValues, known?.resolved, falseValues),
        withOthers(falseValues, known?.unresolved, trueValues),
      ),
    },
    why,
    questions,
  };
}

/** The words found, and those that the system also uses. */
function withOthers(found: readonly string[], others: readonly string[] = [], opposite: readonly string[]): string[] {
  return [...found, ...others.filter((word) => !found.includes(word) && !opposite.includes(word))];
}

const STATE_LABELS: Readonly<Record<string, string>> = {
  resolved: SUGGESTION_DETAILS.resolved,
  answered: SUGGESTION_DETAILS.answered,
  abandoned: SUGGESTION_DETAILS.abandoned,
  madeSla: SUGGESTION_DETAILS.onTime,
  overturned: SUGGESTION_DETAILS.overturned,
  preliminary: SUGGESTION_DETAILS.preliminary,
  decidedPositive: SUGGESTION_DETAILS.violating,
};

function stateQuestionId(heading: string, word: string): string {
  return `state:${heading}:${word}`;
}

function stated(words: readonly string[], meaning: string): string[] {
  return words.length === 0 ? [] : [`${words.map((word) => `“${word}”`).join(", ")} means ${meaning}`];
}

function wordLists(trueValues: string[], falseValues: string[]): Pick<ColumnReading, "trueValues" | "falseValues"> {
  return { ...(trueValues.length > 0 ? { trueValues } : {}), ...(falseValues.length > 0 ? { falseValues } : {}) };
}

function flag(fit: number, reading: ColumnReading, why: string): HowRead {
  return { fit, reading, why, questions: [] };
}
