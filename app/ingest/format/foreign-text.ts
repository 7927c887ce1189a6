import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** Signs of text that is another document than a table, such as a page or JSON; the first that fits tells which. */
const DOCUMENTS: readonly { begins: RegExp; says?: RegExp; problem: string }[] = [
  {
    begins: /^\{\s*"/,
    says: /"plumbline-sow\/|"versions"\s*:\s*\[\s*\{[^]*"(effectiveFrom|targets)"\s*:/,
    problem: FILE_PROBLEMS.sow,
  },
  { begins: /^(?:\{\s*["}]|\[\s*[{[])/, problem: FILE_PROBLEMS.json },
  {
    begins: /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|body|table|meta)\b/i,
    problem: FILE_PROBLEMS.webPage,
  },
  { begins: /^<(?:\?xml|workbook)\b/i, problem: FILE_PROBLEMS.xml },
];

/** Enough of a file to tell what it is. */
const MAX_CHARS = 16_384;

/** Why a text is no table, by how it begins; null where nothing speaks against it. UTF-16 is read without its zero bytes. */
export function foreignText(head: Buffer): string | null {
  const text = head
    .subarray(0, MAX_CHARS)
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "")
    .trimStart();
  const found = DOCUMENTS.find(({ begins, says }) => begins.test(text) && (says === undefined || says.test(text)));
  return found?.problem ?? null;
}
