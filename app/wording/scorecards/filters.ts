export const METRIC_FILTER_TEXT = {
  byDay: "By day",
  byWeek: "By week",
  byMonth: "By month",
  bySite: "By site",
  byProgram: "By program",
  byChannel: "By channel",
  site: "Site",
  allSites: "All sites",
  program: "Program",
  allPrograms: "All programs",
  channel: "Channel",
  allChannels: "All channels",
  partner: "Partner",
  days: "Days",
  firstDay: "First day",
  lastDay: "Last day",
  timeUnit: "Time unit",
  split: "Split",
  noSplit: "No split",
  parameters: "Parameters",
} as const;

export const MONTH_FILTER_TEXT = {
  site: "Site",
  allSites: "All sites",
  program: "Program",
  allPrograms: "All programs",
  channel: "Channel",
  allChannels: "All channels",
  comparedWith: "Compared with",
  vs: (comparedWith: string) => `vs ${comparedWith}`,
  previous: (period: string) => `Previous ${period}`,
  sameLastYear: (period: string) => `Same ${period} last year`,
} as const;

export const PERIOD_STEPPER_TEXT = {
  period: "Period",
  previousPeriod: "Previous period",
  periodLength: "Period length",
  periodShown: (label: string) => `Period: ${label}`,
  nextPeriod: "Next period",
} as const;

export const UNKNOWN_SLICE_TEXT = {
  noDataFor: (unknown: string) => `No data for ${unknown}`,
  clearFilter: "Clear filter",
  noRowsMatchThis: (rowsOf: string) => `No rows match this filter (${rowsOf}). Try another filter or other dates.`,
} as const;
