import { SOW_MOST_BYTES } from "~/domain/sow/read-text";

/** What the form for a SOW was sent with: the text of the file, or else of the field. */
export type SowUpload = { text: string; vendorName: string; apply: boolean };

export type SowUploadReading = { ok: true; upload: SowUpload } | { ok: false; status: 400 | 413; message: string };

/** Fields and boundaries around the document itself. */
const FORM_BYTES = 20_000;

/** Reads the form. Its size must be said, and is looked at before anything is read. */
export async function readSowUpload(request: Request): Promise<SowUploadReading> {
  const size = Number(request.headers.get("Content-Length") ?? "0");
  if (size > 2 * SOW_MOST_BYTES + FORM_BYTES) return TOO_LARGE;
  const form = await request.formData();
  const [file, pasted, vendorName] = [form.get("file"), form.get("document"), form.get("vendorName")];
  const apply = form.get("intent") === "apply";
  const isFile = file instanceof File && file.size > 0;
  if (isFile && file.size > SOW_MOST_BYTES) return TOO_LARGE;
  const text = isFile ? await textOf(file) : typeof pasted === "string" ? pasted : "";
  if (text === null) {
    return { ok: false, status: 400, message: "The file is no text in UTF-8; a SOW is a JSON document." };
  }
  if (text.length > SOW_MOST_BYTES) return TOO_LARGE;
  return {
    ok: true,
    upload: { text, vendorName: typeof vendorName === "string" ? vendorName.trim().slice(0, 120) : "", apply },
  };
}

const TOO_LARGE: SowUploadReading = {
  ok: false,
  status: 413,
  message: "This is larger than a SOW document can be (1 MB). Nothing was changed.",
};

async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
