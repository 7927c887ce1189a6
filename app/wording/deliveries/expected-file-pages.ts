import { count } from "../shared/text";

/** The list of expected files. */
export const EXPECTED_FILES = {
  title: "Expected files",
  partner: "Partner",
  allPartners: "All partners",
  schedule: "Schedule a file",
  attention: { title: "Needs attention", detail: "Overdue first, then incomplete; newest first" },
  more: (files: number) => `${count(files)} more`,
  unlisted: (files: number) => `${count(files)} more are on the pages of their files and in the export.`,
  allDetail: "Recent periods from oldest to newest",
  recentPeriods: (name: string) => `${name}, recent periods`,
  none: "None",
  columns: { file: "File", latest: "Latest", covers: "Dates covered", received: "Received", recent: "Recent periods" },
  legend: "Status legend",
  filters: { status: "Status", all: "All files", attention: "Overdue or incomplete" },
  asOf: (moment: string) => `as of ${moment}`,
  noMatch: {
    title: "No files match these filters",
    unknownPartner: "This partner does not exist, or you don’t have access to it.",
    text: "No overdue or incomplete files. Change the filters to see other files.",
    showAll: "Show all files",
  },
  empty: {
    title: "No expected files yet",
    text: "Schedule the files that partners send, or list them under “deliveries” in their SOW. Late and incomplete files are then shown here.",
  },
} as const;

/** The page of one expected file. */
export const EXPECTED_FILE = {
  untitled: "File",
  notFound: "This expected file does not exist, or you don’t have access to it.",
  incompleteBelow: (percent: number) => `incomplete below ${percent}% of the rows of a typical weekday`,
  periods: { title: "Periods", detail: "Newest first", caption: "Periods, newest first" },
  columns: { covers: "Dates covered", status: "Status", due: "Due", rows: "Rows", usual: "Typical rows" },
  unknown: "Unknown",
  noPeriods: "No periods yet",
  notExpected: "This file is not expected at the moment.",
  openSow: "View SOW",
  schedule: "Schedule",
  save: "Save",
  pause: "Pause schedule",
  resume: "Resume schedule",
  remove: {
    open: "Remove schedule",
    title: (name: string) => `Remove the schedule for ${name}?`,
    confirm: "Remove schedule",
    text: "The schedule and its overdue notices are removed. Imports and figures stay.",
  },
} as const;

/** The form of a schedule. */
export const SCHEDULE_FORM = {
  partner: "Partner",
  content: "Content",
  source: { label: "Source", hint: "As named in the mapping. Blank: any source." },
  name: { label: "Name", hint: "Blank: named after content and source." },
  frequency: "Frequency",
  frequencies: { day: "Daily", week: "Weekly", month: "Monthly" },
  weekdays: { label: "Days covered", hint: "Each file is due the next day." },
  dueWeekday: { label: "Due on", hint: "Covers the previous seven days." },
  dueMonthDay: { label: "Day of the month", hint: "1–28. Covers the previous month." },
  dueTime: "Due time",
  graceDays: { label: "Grace period (days)", hint: "Files within the grace period are on time." },
  incomplete: { label: "Incomplete below (%)", hint: "% of typical weekday rows; 0 turns it off." },
  startsOn: "First day covered",
} as const;

/** What is wrong with an entry of the form, and what to do. */
export const SCHEDULE_ERRORS = {
  wholeNumber: (min: number, max: number) => `Enter a whole number from ${min} to ${max}.`,
  content: "Choose the content.",
  source: "Use lowercase letters, digits and hyphens, as in the mapping.",
  frequency: "Choose a frequency.",
  time: "Enter a time, such as 09:00.",
  day: "Enter a date.",
  weekdays: "Choose at least one day.",
  partner: "Choose a partner.",
} as const;
