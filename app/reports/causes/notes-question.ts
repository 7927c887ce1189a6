import { CAUSE_CATEGORIES, type NoteFormValues } from "~/domain/causes/root-cause-note";
import { isReportedDay } from "~/domain/calendar/day";
import { NOTE_STATES } from "~/domain/causes/note-state";
import { NOTE_ORDERS } from "~/data/causes/notes.server";
import { readListSort } from "../shared/list-sort";
import type { NoteListQuestion } from "./notes.server";

/** The list of notes that an address asks for. What it does not understand narrows nothing. */
export function readNoteListQuestion(address: URLSearchParams): NoteListQuestion {
  const vendor = address.get("vendor");
  const metric = address.get("metric");
  const category = CAUSE_CATEGORIES.find((known) => known === address.get("category"));
  const stated = address.get("state");
  const state = stated === null ? "open" : NOTE_STATES.find((known) => known === stated);
  const page = Number(address.get("page"));
  const order = readListSort(address, NOTE_ORDERS);
  return {
    ...(vendor ? { vendor } : {}),
    ...(metric ? { metric } : {}),
    ...(category === undefined ? {} : { category }),
    ...(state === undefined ? {} : { state }),
    ...(Number.isSafeInteger(page) && page > 1 ? { page } : {}),
    ...(order === null ? {} : { order }),
  };
}

/** What a new note begins with when it is started from a figure: its place and its days. */
export function readNotePrefill(address: URLSearchParams): Partial<NoteFormValues> {
  const given = (name: string) => address.get(name)?.slice(0, 120) ?? "";
  const day = (name: string) => (isReportedDay(given(name)) ? { [name]: given(name) } : {});
  return {
    vendor: given("vendor"),
    metric: given("metric"),
    site: given("site"),
    program: given("program"),
    channel: given("channel"),
    ...day("from"),
    ...day("to"),
  };
}
