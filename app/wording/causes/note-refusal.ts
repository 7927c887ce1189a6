type Refusal = {
  reason: "not-found" | "not-allowed" | "unknown-choice" | "stale";
  fields?: Partial<Record<string, string>>;
};

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
  "not-found": ["This note is no longer there. Copy what matters before you leave the page."],
  "not-allowed": ["Your role may read notes but not write them."],
  "unknown-choice": [],
  stale: ["The note was not saved yet: another edit came first."],
} satisfies Record<Refusal["reason"], string[]>;
