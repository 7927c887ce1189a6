/** Where figures and verdicts lead. */
export const LEADS_TO_ROWS = "Show rows";
export const LEADS_TO_CALCULATION = "Show calculation";
