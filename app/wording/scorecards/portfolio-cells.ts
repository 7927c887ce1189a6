/** What a dash in a cell of the portfolio stands for. */
export const NO_SCORE = "No score: no target with a weight was judged";
export const SCORE_IN_PROGRESS = "No score yet: the month is in progress";
