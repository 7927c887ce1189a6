/** Words of headings that say for how long a row of totals is. */
export const WEEK_WORDS = new Set(["week", "weekly", "wk", "woche", "kw", "semana", "semaine", "settimana"]);
export const MONTH_WORDS = new Set([
  "month",
  "months",
  "monthly",
  "yyyymm",
  "mth",
  "monat",
  "mes",
  "mois",
  "mese",
  "maand",
]);
export const DAY_WORDS = new Set(["day", "tag", "dia", "jour", "giorno", "dag"]);
