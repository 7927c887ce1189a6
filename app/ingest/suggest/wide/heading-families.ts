import { foldHeading } from "../synonyms/heading-fold";
import { namesRelative } from "../columns/heading-likeness";
import { MEASURE_WORDS, measureNamed } from "./measure-names";

/** A heading that names a measure and a slice, such as "Offered - Billing". */
export type SplitHeading = {
  heading: string;
  /** As the heading writes it. */
  measure: string;
  slice: string;
  /** What stands before the slice, where the measure comes first. */
  prefix: string | null;
};

const SEPARATED = /^(.+?)(\s+[-–—|/]\s*|\s*[-–—|/]\s+|\s*[:|/_]\s*|\s*[([])(.+?)[)\]]?$/;
/** With words alone between them, only several side by side make a family. */
const MIN_BY_WORDS = 3;
const MIN_SEPARATED = 2;

/** Words that tell one figure of a measure from another, and no slice. */
const NO_SLICES = new Set(
  "in,out,time,rate,count,number,total,sum,avg,average,mean,median,max,min,percent,pct,within,over,under,target,goal,forecast,actual,plan,gesamt,summe,all,grand,overall,yes,no,new,old,call,contact,ticket,case,item,agent,customer,per,day,hour,week,month,second,minute,sec,sl,sla,level,service,met,missed".split(
    ",",
  ),
);

/** Headings that make up a grid of measures and slices; null where they make none. */
export function findFamily(headings: readonly string[]): SplitHeading[] | null {
  const ways = [true, false].flatMap((separated) =>
    [true, false].map((measureFirst) => ({
      separated,
      found: headings.flatMap((heading) => splits(heading, separated, measureFirst) ?? []),
    })),
  );
  const grids = ways.filter(({ found, separated }) => isGrid(found, separated ? MIN_SEPARATED : MIN_BY_WORDS));
  const best = grids.reduce(
    (most, next) => (next.found.length > most.length ? next.found : most),
    new Array<SplitHeading>(),
  );
  return best.length > 0 ? best : null;
}

function isGrid(found: readonly SplitHeading[], least: number): boolean {
  const key = (text: string) => foldHeading(text).words.join(" ");
  const measures = new Set(found.map(({ measure }) => key(measure)));
  const slices = new Set(found.map(({ slice }) => key(slice)));
  return found.length >= least && slices.size >= 2 && found.length === measures.size * slices.size;
}

function splits(heading: string, separated: boolean, measureFirst: boolean): SplitHeading | null {
  for (const [first, between, last] of separated ? atSeparator(heading) : atWords(heading, measureFirst)) {
    const [measure, slice] = measureFirst ? [first, last] : [last, first];
    if (measureNamed(measure) === null || !isSlice(slice)) continue;
    return { heading, measure, slice, prefix: measureFirst ? `${first}${between}` : null };
  }
  return null;
}

type Cut = [first: string, between: string, last: string];

function atSeparator(heading: string): Cut[] {
  const [, first, between, last] = SEPARATED.exec(heading.trim()) ?? [];
  return first && between && last
    ? [
        [
          first.trim(),
          heading
            .trim()
            .slice(first.length, heading.trim().length - last.length)
            .replace(/[)\]]+$/, ""),
          last.trim(),
        ],
      ]
    : [];
}

/** Between every two words, the longest measure first. */
function atWords(heading: string, measureFirst: boolean): Cut[] {
  const words = heading.trim().split(/\s+/);
  const cuts = words
    .slice(1)
    .map((_, at): Cut => [words.slice(0, at + 1).join(" "), " ", words.slice(at + 1).join(" ")]);
  return measureFirst ? cuts.toReversed() : cuts;
}

/** What is ordered is also what queues are called after. */
function namesNoMeasure(text: string): boolean {
  const measure = measureNamed(text);
  return measure === null || measure === "orders";
}

function isSlice(text: string): boolean {
  const { words } = foldHeading(text);
  return (
    !/^[\d\s.%]*$/.test(text) &&
    !/\d+\s*(s|sec|min|h|%)\b|%/i.test(text) &&
    !namesRelative(words) &&
    !words.every((word) => MEASURE_WORDS.has(word)) &&
    namesNoMeasure(text) &&
    words.some((word) => !NO_SLICES.has(word) && word.length > 1)
  );
}
