/** What words beside marks mean, below a table that has them. */
export const CHANGE_LEGEND = {
  label: "What the words beside the marks mean",
  provisional: "Provisional: fewer than 12 periods stand behind the usual range",
  preliminary: "Preliminary: final rows are still to come, so the figure may change",
  usuallyStable: "Usually stable: its usual range is on target, so this miss is an exception",
} as const;
