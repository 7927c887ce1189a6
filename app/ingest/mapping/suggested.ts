/**
 * The mapping document in what `suggest` prints, which is taken wherever a mapping is; any other document is returned as it is.
 * Open questions are returned by their ids: with any the mapping is a draft.
 */
export function mappingInSuggestion(document: unknown): { document: unknown; open: string[] } {
  if (typeof document !== "object" || document === null) return { document, open: [] };
  if (!("mapping" in document) || !("questions" in document) || !Array.isArray(document.questions))
    return { document, open: [] };
  const open = document.questions.map((question: unknown) =>
    typeof question === "object" && question !== null && "id" in question ? String(question.id) : "?",
  );
  return { document: document.mapping, open };
}
