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
  "not-found": ["This note was deleted. Copy your text before you leave the page."],
  "not-allowed": ["Your role can read notes but not edit them."],
  "unknown-choice": [],
  stale: ["Not saved: someone else changed this note."],
} satisfies Record<Refusal["reason"], string[]>;
