/** The title of a browser tab, most particular part first: "Lumina · October 2026 · Plumbline". */
export function pageTitle(...parts: readonly string[]): string {
  return [...parts, "Plumbline"].join(" · ");
}
