import type { FilterOption } from "./filter-chip";
import { CATEGORY_WORDS, choicesOf } from "./note-words";

type Choice = { value: string; label: string };
type Question = {
  vendor?: string | undefined;
  metric?: string | undefined;
  category?: string | undefined;
  state?: "open" | "overdue" | "archived" | undefined;
};
type Filter = { name: string; label: string; active: boolean; options: FilterOption[] };

const STATE_WORDS = {
  open: "Open",
  overdue: "Past its due day",
  archived: "Archived",
  all: "Open and archived",
} as const;
/** Parts of the address that do not survive another choice. */
const PASSING = ["page", "archived"] as const;

/** The filters above the list of notes; each choice is an address. */
export function noteFilters(
  address: URLSearchParams,
  question: Question,
  choices: { vendors: readonly Choice[]; metrics: readonly Choice[] },
): Filter[] {
  const filter = (key: string, name: string, all: string, chosen: string | undefined, values: readonly Choice[]) => ({
    name,
    label: values.find(({ value }) => value === chosen)?.label ?? all,
    active: chosen !== undefined,
    options: [
      { label: all, href: hrefWith(address, key, null), current: chosen === undefined },
      ...values.map(({ value, label }) => ({
        label,
        href: hrefWith(address, key, value),
        current: value === chosen,
      })),
    ],
  });
  const state = question.state ?? "all";
  return [
    filter("vendor", "Partner", "All partners", question.vendor, choices.vendors),
    filter("metric", "Metric", "All metrics", question.metric, choices.metrics),
    filter("category", "Kind of cause", "All kinds", question.category, choicesOf(CATEGORY_WORDS)),
    {
      name: "State",
      label: STATE_WORDS[state],
      active: state !== "open",
      options: choicesOf(STATE_WORDS).map(({ value, label }) => ({
        label,
        href: hrefWith(address, "state", value === "open" ? null : value),
        current: value === state,
      })),
    },
  ];
}

/** Whether the address asks for less than every open note. */
export function isNarrowed(address: URLSearchParams): boolean {
  return [...address.keys()].some((key) => key !== "archived");
}

/** Where in the list the page stands, and its neighbours. */
export function notePages(
  address: URLSearchParams,
  list: { page: number; pages: number; pageSize: number; total: number; notes: readonly unknown[] },
) {
  const before = (list.page - 1) * list.pageSize;
  const pageHref = (page: number) => hrefWith(address, "page", page === 1 ? null : String(page));
  return {
    first: before + 1,
    last: before + list.notes.length,
    total: list.total,
    previousHref: list.page > 1 ? pageHref(list.page - 1) : null,
    nextHref: list.page < list.pages ? pageHref(list.page + 1) : null,
  };
}

function hrefWith(address: URLSearchParams, name: string, value: string | null): string {
  const next = new URLSearchParams(address);
  for (const key of [...PASSING, name]) next.delete(key);
  if (value !== null) next.set(name, value);
  return next.size === 0 ? "/notes" : `/notes?${next}`;
}
