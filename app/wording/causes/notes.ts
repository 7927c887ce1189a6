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
  unclear: "Not clear yet",
};

export const VISIBILITY_LABELS: Readonly<Record<NoteVisibility, string>> = {
  inside: "Inside only",
  partner: "Inside and the partner",
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
  title: "Cause in a few words",
  symptom: "Symptom and size",
  segment: "Segment",
  category: "Kind of cause",
  fault: "Whose",
  whys: "Five whys",
  evidence: "Evidence",
  containment: "Containment",
  correction: "Correction",
  prevention: "Prevention",
  owner: "Owner",
  due: "Due",
  proofMetric: "Metric that will prove it",
  proofBaseline: "Baseline",
  proofCriterion: "Criterion",
  visibility: "Who may read it",
};

/** The choices of a select, in the order of the words. */
export function choicesOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
