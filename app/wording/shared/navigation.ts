/** Names of the sections and pages, as the navigation lists them. */
export const SECTIONS = {
  data: "Data",
  contracts: "Contracts",
  portfolio: "Portfolio",
  scorecards: "Scorecards",
  metrics: "Metrics",
  causes: "Root causes",
  imports: "Imports",
  expectedFiles: "Expected files",
  sows: "SOWs",
  statements: "Statements",
  links: "Share links",
  people: "People",
  audit: "Audit log",
  account: "Your account",
  keys: "API keys",
  organization: "Organization",
} as const;

/** The frame around every page. */
export const SHELL = {
  skip: "Skip to content",
  menu: "Menu",
  breadcrumbs: "Breadcrumbs",
  signOut: "Sign out",
  theme: "Theme",
  themes: { system: "Match system", light: "Light", dark: "Dark" },
} as const;

/** Kinds of search results. */
export const JUMP_GROUPS = {
  pages: "Pages",
  partners: "Partners",
  metrics: "Metrics",
  months: "Months",
  metricsOfPartners: "Metrics of a partner",
} as const;

export const JUMP = {
  open: "Search pages, partners and metrics",
  openHint: "Search (Ctrl K)",
  title: "Search",
  placeholder: "Search pages, partners, metrics and months",
  results: "Results",
  none: "No results",
} as const;

/** The list of keyboard shortcuts. */
export const SHORTCUTS = {
  title: "Keyboard shortcuts",
  previousPeriod: "Previous period",
  nextPeriod: "Next period",
  search: "Search pages, partners and metrics",
  chartPoints: "Chart: previous or next point",
  chartEnds: "Chart: first or last point",
  close: "Leave the chart or close the dialog",
  list: "Show keyboard shortcuts",
} as const;
