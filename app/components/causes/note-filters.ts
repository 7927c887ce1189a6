import { type ListAddress, type ListFilter, listFilter, listHref } from "../ui/menus/list-filters";
import { CATEGORY_LABELS, choicesOf } from "~/wording/causes/notes";
import { NOTE_FILTER_TEXT } from "~/wording/causes/note-list";

type Choice = { value: string; label: string };
type Question = {
  vendor?: string | undefined;
  metric?: string | undefined;
  category?: string | undefined;
  state?: "open" | "overdue" | "archived" | undefined;
};

const STATE_LABELS = {
  open: NOTE_FILTER_TEXT.open,
  overdue: NOTE_FILTER_TEXT.overdue,
  archived: NOTE_FILTER_TEXT.archived,
  all: NOTE_FILTER_TEXT.openAndArchived,
} as const;

const listOf = (address: URLSearchParams): ListAddress => ({ path: "/notes", address, passing: ["archived"] });

/** The filters above the list of notes; each choice is an address. */
export function noteFilters(
  address: URLSearchParams,
  question: Question,
  { vendors, metrics }: { vendors: readonly Choice[]; metrics: readonly Choice[] },
): ListFilter[] {
  const list = listOf(address);
  const { vendor, metric, category, state = "all" } = question;
  return [
    listFilter(list, {
      key: "vendor",
      name: NOTE_FILTER_TEXT.partner,
      all: NOTE_FILTER_TEXT.allPartners,
      chosen: vendor,
      choices: vendors,
    }),
    listFilter(list, {
      key: "metric",
      name: NOTE_FILTER_TEXT.metric,
      all: NOTE_FILTER_TEXT.allMetrics,
      chosen: metric,
      choices: metrics,
    }),
    listFilter(list, {
      key: "category",
      name: NOTE_FILTER_TEXT.category,
      all: NOTE_FILTER_TEXT.allCategories,
      chosen: category,
      choices: choicesOf(CATEGORY_LABELS),
    }),
    {
      name: NOTE_FILTER_TEXT.state,
      label: STATE_LABELS[state],
      active: state !== "open",
      options: choicesOf(STATE_LABELS).map(({ value, label }) => ({
        label,
        href: listHref(list, "state", value === "open" ? null : value),
        current: value === state,
      })),
    },
  ];
}

/** Whether the address asks for less than every open note. */
export function isNarrowed(address: URLSearchParams): boolean {
  return [...address.keys()].some((key) => key !== "archived" && key !== "sort");
}

/** Where in the list the page stands, and its neighbors. */
export function notePages(
  address: URLSearchParams,
  list: { page: number; pages: number; pageSize: number; total: number; notes: readonly unknown[] },
) {
  const before = (list.page - 1) * list.pageSize;
  const pageHref = (page: number) => listHref(listOf(address), "page", page === 1 ? null : String(page));
  return {
    first: before + 1,
    last: before + list.notes.length,
    total: list.total,
    previousHref: list.page > 1 ? pageHref(list.page - 1) : null,
    nextHref: list.page < list.pages ? pageHref(list.page + 1) : null,
  };
}
