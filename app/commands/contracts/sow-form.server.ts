import { SOW_MAX_BYTES } from "~/domain/contracts/read-json";
import { bodyOf } from "~/ingest/intake/received/body-pieces";
import { bytesOfPart, formParts, textOfBytes, textOfPart } from "~/ingest/intake/received/form-parts";
import { FileRefused } from "~/domain/input/refusal";
import { SOW_FORM_TEXT } from "~/wording/contracts/sow-problems";

/** What the form for a SOW was sent with: the text of the file, or else of the field. */
export type SowUpload = { text: string; vendorName: string; apply: boolean };

export type SowUploadReading = { ok: true; upload: SowUpload } | { ok: false; status: 400 | 413; message: string };

/** What the form may hold in all: the document as a file and as text, and the fields and boundaries around them. */
export const SOW_FORM_BYTES = 2 * SOW_MAX_BYTES + 20_000;

const MAX_FIELD_BYTES = 1_000;

/** Reads the form as it comes, never more of it than a document can be. */
export async function readSowUpload(request: Request): Promise<SowUploadReading> {
  if (Number(request.headers.get("Content-Length") ?? "0") > SOW_FORM_BYTES) return TOO_LARGE;
  let [file, pasted, vendorName, apply]: [Buffer, Buffer, string, boolean] = [NOTHING, NOTHING, "", false];
  try {
    for await (const { name, data } of formParts(bodyOf(request), request.headers.get("Content-Type"))) {
      if (name === "file" || name === "document") {
        const bytes = await bytesOfPart(data, SOW_MAX_BYTES);
        if (bytes === null) return TOO_LARGE;
        if (name === "file") file = bytes;
        else pasted = bytes;
      }
      if (name === "vendorName") vendorName = (await textOfPart(data, MAX_FIELD_BYTES)).trim().slice(0, 120);
      if (name === "intent") apply = (await textOfPart(data, MAX_FIELD_BYTES)) === "apply";
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, status: 400, message: error.message };
  }
  const text = textOfBytes(file.length > 0 ? file : pasted);
  if (text !== null) return { ok: true, upload: { text, vendorName, apply } };
  return { ok: false, status: 400, message: SOW_FORM_TEXT.fileIsNotUtf };
}

const NOTHING = Buffer.alloc(0);

const TOO_LARGE: SowUploadReading = {
  ok: false,
  status: 413,
  message: SOW_FORM_TEXT.documentIsLargerThan,
};
