import ts from "typescript";

export type PageSentence = { readonly line: number; readonly text: string };

/** Two words in lowercase in a row, which labels of one or two words do not have. Utility classes have hyphens and colons. */
const SENTENCE = /(?<![\w:[\]/.-])[a-z’']{2,} [a-z’']{2,}(?![\w:[\]/-]|\.\w)/;

/** Calls and names whose texts are classes, keys or conditions for code, and nothing that people read. */
const CLASSES = /class|tone|look|kind|padding|cursor/i;

/** The sentences that a component or a route writes itself. They belong in app/wording. */
export function pageSentences(file: string, source: string): PageSentence[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: PageSentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = textOf(node);
    if (text !== null && SENTENCE.test(text) && !isClassList(node)) {
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

/** Whether a text is given to a class attribute, a helper of classes, or a constant that is named after what it styles. */
function isClassList(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return false;
  for (let above = node.parent; above !== undefined && !ts.isSourceFile(above); above = above.parent) {
    if (ts.isJsxAttribute(above)) return CLASSES.test(above.name.getText());
    if (ts.isCallExpression(above)) return CLASSES.test(above.expression.getText());
    if (ts.isVariableDeclaration(above)) return CLASSES.test(above.name.getText());
  }
  return false;
}
