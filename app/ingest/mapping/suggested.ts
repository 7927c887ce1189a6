export type MappingOfSuggestion = {
  document: unknown;
  /** Ids of open questions. */
  open: string[];
  /** What else keeps a mapping that is not ready from being used. */
  problems: string[];
};

/** The mapping document in what `suggest` prints, which is taken wherever a mapping is; any other document is returned as it is. */
export function mappingInSuggestion(document: unknown): MappingOfSuggestion {
  if (typeof document !== "object" || document === null) return { document, open: [], problems: [] };
  if (!("mapping" in document) || !("questions" in document) || !Array.isArray(document.questions))
    return { document, open: [], problems: [] };
  const open = document.questions.map((question: unknown) =>
    typeof question === "object" && question !== null && "id" in question ? String(question.id) : "?",
  );
  const stated: readonly unknown[] =
    "problems" in document && Array.isArray(document.problems) ? document.problems : [];
  const isReady = !("ready" in document) || document.ready === true;
  return { document: document.mapping, open, problems: isReady ? [] : stated.map(String) };
}
