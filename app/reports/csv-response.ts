import type { CsvFile } from "./csv-file";

/** The file as a download that nobody keeps on the way. */
export function csvResponse({ name, content }: CsvFile): Response {
  return new Response(content, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "-")}"`,
      "Cache-Control": "no-store",
    },
  });
}
