import ts from "typescript";

export type Sentence = { readonly line: number; readonly text: string };

/** Pages and the files around them: every text that people read is in app/wording, a label of one word too. */
export const PAGE_FOLDERS = ["app/components", "app/routes"] as const;

/** Code behind pages, files, API and command line: a sentence in it reaches people. */
export const SERVER_FOLDERS = [
  "app/reports",
  "app/commands",
  "app/auth",
  "app/jobs",
  "app/server",
  "app/cli",
  "app/ingest",
  "app/data",
  "app/forms",
] as const;

/**
 * Words of files: headings, values and first bytes that are compared with files. A list of them stands in `ingest/suggest/synonyms/`,
 * `ingest/suggest/presets/` or a file named `…-words.ts`; a text there that ends like a sentence is refused all the same.
 */
const WORDS_OF_FILES =
  /^app\/ingest\/(suggest\/(synonyms|presets)\/|(suggest|values)\/.*-words\.ts$|format\/file-kind\.ts$)/;
const ENDS_LIKE_A_SENTENCE = /[A-Za-z]{2}[.?!]$/;

/** Two words in a row. Utility classes have hyphens and colons. */
const SENTENCE = /(?<![\w:[\]/.-])[A-Za-z’']{2,} [a-z’']{2,}(?![\w:[\]/-]|\.\w)/;

const WORD = /[A-Za-z]{2}/;

/** Names that are the same wherever they stand. */
const PROPER_NAME = /^(Plumbline|JSON|CSV|XLSX)$/;

/** Attributes and fields that people read, whatever they hold. */
const LABELS =
  /^(legend|title|label|header|summary|detail|hint|placeholder|aria-label|alt|caption|empty|rowsOf|saveLabel|message)$/;

/** Calls and names whose texts are classes, keys or conditions for code, and nothing that people read. */
const CLASSES = /class|tone|look|kind|padding|cursor/i;

/** A pattern of dates, such as MMMM yyyy. */
const DATE_PATTERN = /^[GyYMwdEHhmsSaX\s.,:'/-]+$/;

/** Statements for the database have a keyword in capitals. */
const SQL =
  /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|WITH|WHERE|JOIN|FROM|COPY|LOCK|AND|OR|ON|AS|ORDER BY|GROUP BY|FILTER|NULL)\b|hashtextextended/;

/** The texts that a component or a route writes itself. */
export function pageSentences(file: string, source: string): Sentence[] {
  return textsOf(file, source, (node, text) => {
    if (ts.isJsxText(node)) return WORD.test(text) && !PROPER_NAME.test(text.trim());
    if (isForDevelopers(node) || PROPER_NAME.test(text)) return false;
    return (SENTENCE.test(text) && !isClassList(node)) || (isLabel(node) && /[A-Z]/.test(text.charAt(0)));
  });
}

/**
 * The sentences that code behind the pages writes itself. Not for people: the message of a plain `Error`, which no page shows; lines of
 * the log; SQL; names of caches; lists of the words of files; and why a route is public. app/data imports no wording: there, messages of
 * errors of its own kinds are refused, since those are caught and shown.
 */
export function serverSentences(file: string, source: string): Sentence[] {
  const holdsWords = WORDS_OF_FILES.test(file);
  const isOfData = file.startsWith("app/data/");
  return textsOf(
    file,
    source,
    (node, text) =>
      SENTENCE.test(text) &&
      (!holdsWords || ENDS_LIKE_A_SENTENCE.test(text.trim())) &&
      !DATE_PATTERN.test(text) &&
      !SQL.test(text) &&
      !MARKUP.test(text) &&
      !isCommandName(file, node) &&
      (isOfData ? isOfNamedError(node) : !isForDevelopers(node)),
  );
}

function textsOf(file: string, source: string, isFound: (node: ts.Node, text: string) => boolean): Sentence[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Sentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isKey(node)) return;
    const text = textOf(node);
    if (text !== null && isFound(node, text)) {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: line + 1, text: text.trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text.replace(/\s+/g, " ");
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
}

/** The name of a field is no text. */
function isKey(node: ts.Node): boolean {
  return ts.isStringLiteral(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

/** Whether a text is given to a class attribute, a helper of classes, or a constant that is named after what it styles. */
function isClassList(node: ts.Node): boolean {
  for (let above = node.parent; above !== undefined && !ts.isSourceFile(above); above = above.parent) {
    if (ts.isJsxAttribute(above)) return CLASSES.test(above.name.getText());
    if (ts.isCallExpression(above)) return CLASSES.test(above.expression.getText());
    if (ts.isVariableDeclaration(above)) return CLASSES.test(above.name.getText());
  }
  return false;
}

/** Whether a text is the whole of an attribute or field that people read, or a branch of it. */
function isLabel(node: ts.Node): boolean {
  let above = node.parent;
  while (ts.isConditionalExpression(above) || ts.isJsxExpression(above)) above = above.parent;
  return (ts.isJsxAttribute(above) || ts.isPropertyAssignment(above)) && LABELS.test(above.name.getText());
}

/** A whole page, whose texts are filled in. */
const MARKUP = /^<!doctype html>/;

/** `sow apply`: what people type. */
function isCommandName(file: string, node: ts.Node): boolean {
  const field = node.parent;
  return file.startsWith("app/cli/commands/") && ts.isPropertyAssignment(field) && field.name.getText() === "name";
}

/** Whether a text is the message of an error that has a class of its own. */
function isOfNamedError(node: ts.Node): boolean {
  const call = node.parent;
  if (ts.isNewExpression(call)) return !PLAIN_ERRORS.test(call.expression.getText());
  return ts.isCallExpression(call) && call.expression.kind === ts.SyntaxKind.SuperKeyword;
}

const LOG_METHODS = /\b(log|logger)\b.*\.(trace|debug|info|warn|error|fatal)$/;
/** Why a route is public; settings of the web server. */
const DEVELOPER_CALLS = /^(anyone|app\.set)$/;
const PLAIN_ERRORS = /^(Error|TypeError|RangeError)$/;

function isForDevelopers(node: ts.Node): boolean {
  for (let above = node.parent; above !== undefined && !ts.isSourceFile(above); above = above.parent) {
    if (ts.isNewExpression(above)) return PLAIN_ERRORS.test(above.expression.getText());
    if (ts.isCallExpression(above)) {
      const called = above.expression.getText();
      if (LOG_METHODS.test(called) || DEVELOPER_CALLS.test(called)) return true;
      if (/^(reject|resolve)$/.test(called)) continue;
    }
    if (ts.isBlock(above) || ts.isFunctionLike(above)) return false;
  }
  return false;
}
