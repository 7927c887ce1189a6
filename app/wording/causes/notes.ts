import type { CauseCategory, Fault, NoteContent, NoteVisibility } from "~/domain/causes/root-cause-note";

export const CATEGORY_LABELS: Readonly<Record<CauseCategory, string>> = {
  people: "People",
  process: "Process",
  product: "Product",
  tool: "Tool",
  policy: "Policy",
  volume: "Volume",
  data: "Data",
};

export const FAULT_LABELS: Readonly<Record<Fault, string>> = {
  vendor: "Partner",
  client: "Client",
  shared: "Shared",
  unclear: "Unclear",
};

export const VISIBILITY_LABELS: Readonly<Record<NoteVisibility, string>> = {
  inside: "Internal",
  partner: "Shared with partner",
};

/** The name of each field of a note, as its form and its history say it. */
export const NOTE_FIELD_LABELS: Readonly<Record<keyof NoteContent, string>> = {
  vendor: "Partner",
  metric: "Metric",
  site: "Site",
  program: "Program",
  channel: "Channel",
  from: "First day",
  to: "Last day",
  title: "Title",
  symptom: "Symptom",
  segment: "Segment",
  category: "Category",
  fault: "Responsible",
  whys: "Five whys",
  evidence: "Evidence",
  containment: "Containment",
  correction: "Correction",
  prevention: "Prevention",
  owner: "Owner",
  due: "Due",
  proofMetric: "Metric to check",
  proofBaseline: "Baseline",
  proofCriterion: "Criterion",
  visibility: "Visibility",
};

/** The choices of a select, in the order of the words. */
export function choicesOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
