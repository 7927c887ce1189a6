import { csvFile } from "./csv-file";
import { csvResponse } from "./csv-response";
import { attachment } from "./attachment";
import type { ExportFile } from "./export-file";
import { streamedResponse, type Output } from "./streamed-response";
import { TooManyRowsForXlsx, xlsxFile } from "./xlsx-file";

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** As the router takes it: in any case, with or without a slash at its end. */
const XLSX_ADDRESS = /\.xlsx\/?$/i;

/** The table in the form that the address ends with: `.xlsx` or `.csv`. Throws a 422 where it has too many rows for a workbook. */
export async function exportResponse(
  context: { output: Output },
  request: Request,
  file: ExportFile,
): Promise<Response> {
  if (!XLSX_ADDRESS.test(new URL(request.url).pathname)) return csvResponse(context, csvFile(file));
  try {
    return await streamedResponse(context.output, inOneChunk(file), attachment(`${file.name}.xlsx`, XLSX_TYPE));
  } catch (error) {
    if (error instanceof TooManyRowsForXlsx) throw new Response(error.message, { status: 422 });
    throw error;
  }
}

async function* inOneChunk(file: ExportFile): AsyncGenerator<Uint8Array> {
  yield await xlsxFile(file);
}
