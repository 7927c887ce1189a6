type Refusal = {
  reason: "not-found" | "not-allowed" | "unknown-choice" | "stale";
  fields?: Partial<Record<string, string>>;
};

const MAX_CHOICES_NAMED = 12;

/** What is wrong with a field of a note. */
export const NOTE_FIELD_PROBLEMS = {
  partner: "Partner not found.",
  metric: "Metric not found.",
  slice: (partner: string, field: string, names: readonly string[]) => {
    const choice = names.length === 0 ? "" : `Choose ${names.slice(0, MAX_CHOICES_NAMED).join(", ")}, or leave`;
    return `${partner} has no ${field} with this name. ${choice === "" ? "Leave" : choice} this field blank.`;
  },
} as const;

/** Why a note was not saved, in the form's words: beside the fields, or above them all. */
export function noteRefusalText({ reason, fields = {} }: Refusal): {
  formErrors: string[];
  fieldErrors: Record<string, string[]>;
} {
  const fieldErrors: Record<string, string[]> = {};
  for (const [field, message] of Object.entries(fields)) if (message !== undefined) fieldErrors[field] = [message];
  return { formErrors: FORM_LABELS[reason], fieldErrors };
}

const FORM_LABELS = {
  "not-found": ["This note was deleted. Copy your text before you leave the page."],
  "not-allowed": ["Your role can read notes but not edit them."],
  "unknown-choice": [],
  stale: ["Not saved: someone else changed this note."],
} satisfies Record<Refusal["reason"], string[]>;
