import type { ZoneRegion } from "~/wording/imports/zone-regions";
/** Minutes that clocks are ahead of UTC, by letters for a zone that mean one thing only. The North American ones are those of RFC 5322. */
const KNOWN: ReadonlyMap<string, number> = new Map(
  (
    [
      [-600, "HST"],
      [-540, "AKST"],
      [-480, "AKDT"],
      [-420, "MST PDT"],
      [-360, "MDT"],
      [-300, "EST CDT COT PET"],
      [-240, "EDT"],
      [-210, "NST"],
      [-180, "ADT BRT ART"],
      [-150, "NDT"],
      [0, "Z UT UTC GMT WET"],
      [60, "WEST CET MEZ WAT"],
      [120, "CEST MESZ EET CAT SAST"],
      [180, "EEST MSK TRT IDT EAT"],
      [240, "GST"],
      [300, "PKT"],
      [345, "NPT"],
      [420, "ICT WIB"],
      [480, "SGT HKT MYT PHT PHST AWST"],
      [540, "JST KST"],
      [570, "ACST"],
      [600, "AEST"],
      [630, "ACDT"],
      [660, "AEDT"],
      [720, "NZST"],
      [780, "NZDT"],
    ] satisfies [number, string][]
  ).flatMap(([minutes, letters]) => letters.split(" ").map((one): [string, number] => [one, minutes])),
);

/** What letters may mean that mean several things, and the letters beside which they mean one of them. */
export type LetterMeaning = { offset: string; region: ZoneRegion; beside: string | null };
const SEVERAL: ReadonlyMap<string, readonly LetterMeaning[]> = new Map(
  Object.entries<readonly LetterMeaning[]>({
    IST: [
      { offset: "+05:30", region: "india", beside: null },
      { offset: "+02:00", region: "israel", beside: "IDT" },
      { offset: "+01:00", region: "ireland", beside: null },
    ],
    CST: [
      { offset: "-06:00", region: "central", beside: "CDT" },
      { offset: "+08:00", region: "china", beside: null },
    ],
    PST: [
      { offset: "-08:00", region: "pacific", beside: "PDT" },
      { offset: "+08:00", region: "philippines", beside: null },
    ],
    BST: [
      { offset: "+01:00", region: "britain", beside: "GMT" },
      { offset: "+06:00", region: "bangladesh", beside: null },
    ],
    AST: [
      { offset: "-04:00", region: "atlantic", beside: "ADT" },
      { offset: "+03:00", region: "arabia", beside: null },
    ],
  }),
);

/** By letters for a zone, what clocks show ahead of UTC, such as -06:00. */
export type ZoneOffsets = Readonly<Record<string, string>>;

export function meaningsOf(letters: string): readonly LetterMeaning[] {
  return SEVERAL.get(letters) ?? [];
}

/** For telling the form of a time before it is known what its letters mean. */
export const SOME_MEANING: ZoneOffsets = Object.fromEntries(
  [...SEVERAL].map(([letters, meanings]) => [letters, meanings[0]?.offset ?? "+00:00"]),
);

/** Whether they stand for a zone, of one meaning or of several. */
export function areZoneLetters(letters: string): boolean {
  return KNOWN.has(letters) || SEVERAL.has(letters);
}

/** As in "Created at (PST)", "created_at_UTC" and "Start ET". */
const IN_HEADING = /[([\s_-](UTC|GMT|[A-Z]{2,4})[)\]]?$/;
/** What North Americans call the clocks of their places, in summer and winter. */
const ALL_YEAR: ReadonlySet<string> = new Set(["ET", "CT", "MT", "PT"]);

/** The letters for a zone with which a heading ends; '' where it ends with none. */
export function zoneOfName(heading: string): string {
  const letters = IN_HEADING.exec(heading.trim())?.[1] ?? "";
  return areZoneLetters(letters) || ALL_YEAR.has(letters) ? letters : "";
}

/** The minutes ahead of UTC that letters mean; null where they mean nothing, or several things and it was not stated which. */
export function offsetOfLetters(letters: string, offsets: ZoneOffsets): number | null {
  const offset = Object.hasOwn(offsets, letters) ? offsets[letters] : undefined;
  return offset === undefined ? (KNOWN.get(letters) ?? null) : (offsetAt(offset, 0)?.minutes ?? null);
}

const OFFSET = /([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)/y;
const MAX_MINUTES = 15 * 60;

/** The offset from UTC that a text writes at a place, such as +02:00, +0200, +02 or +2, and where it ends; null where it writes none. */
export function offsetAt(text: string, at: number): { minutes: number; end: number } | null {
  OFFSET.lastIndex = at;
  const match = OFFSET.exec(text);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > MAX_MINUTES ? null : { minutes: match[1] === "-" ? -minutes : minutes, end: at + match[0].length };
}
