/** The headers of a download that nobody keeps on the way. */
export function attachment(name: string, type: string): Record<string, string> {
  return {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "-")}"`,
    "Cache-Control": "no-store",
  };
}
