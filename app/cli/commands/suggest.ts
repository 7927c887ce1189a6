import path from "node:path";
import { FILE_KINDS } from "~/domain/facts/fact-fields";
import { FileRefused } from "~/domain/input/refusal";
import { AnswerRefused, suggestMapping, type SuggestedQuestion, type Suggestion } from "~/ingest/wizard/suggest.server";
import { onlyArgument, readArguments, readVendorKey } from "../arguments";
import { type Command, CommandFailure } from "../command";
import { CONSOLE_ACTOR, CONSOLE_VIEWER } from "../console-viewer";
import { textTable } from "../text-table";
import { openedFile } from "../opened-file.server";
import { SUGGEST_COMMAND } from "~/wording/imports/command-line";

/** Says how the wizard would read a file, and asks what the file does not tell. Nothing is stored. */
export const command: Command = {
  name: "suggest",
  summary: SUGGEST_COMMAND.summary,
  usage: SUGGEST_COMMAND.usage,
  async run(args, { db, out }) {
    const requested = readSuggestArguments(args);
    let discard: () => Promise<void> = async () => undefined;
    try {
      const opened = await openedFile(path.resolve(requested.file), requested.member);
      discard = opened.discard;
      const suggestion = await suggestMapping(db, CONSOLE_VIEWER, {
        path: opened.path,
        fileName: opened.name,
        actor: CONSOLE_ACTOR,
        vendor: requested.vendor ?? null,
        kind: requested.kind,
        file: requested.sheet === undefined ? {} : { sheet: requested.sheet },
        answers: requested.answers,
      });
      out.answer(suggestion, () => textFor(suggestion));
    } catch (error) {
      if (error instanceof FileRefused) throw new CommandFailure(error.message, error.code);
      if (error instanceof AnswerRefused)
        throw new CommandFailure(error.message, error.code, { questions: error.questions });
      throw error;
    } finally {
      await discard();
    }
  },
};

function readSuggestArguments(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    vendor: { type: "string" },
    kind: { type: "string" },
    answer: { type: "string", multiple: true },
    member: { type: "string" },
    sheet: { type: "string" },
  });
  const file = onlyArgument(positionals, "file");
  const kind = FILE_KINDS.find((known) => known === values.kind) ?? null;
  if (values.kind !== undefined && kind === null)
    throw new CommandFailure(SUGGEST_COMMAND.unknownKind(values.kind, FILE_KINDS), "arguments");
  return {
    file,
    kind,
    vendor: readVendorKey(values.vendor),
    member: values.member,
    sheet: values.sheet,
    answers: values.answer ?? [],
  };
}

function textFor({ file, kind, reason, ready, columns, derived, questions, problems }: Suggestion): string {
  const titles = SUGGEST_COMMAND.columns;
  const table = textTable(
    [
      { header: titles.column },
      { header: titles.field },
      { header: titles.confidence, align: "end" },
      { header: titles.reason },
    ],
    columns.map(({ heading, target, confidence, reason: why }) => [
      heading,
      target ?? "–",
      target === null ? "" : `${Math.round(confidence * 100)}%`,
      why,
    ]),
  );
  const lines = [
    SUGGEST_COMMAND.detected(file, kind, reason),
    ...(columns.length > 0 ? ["", table] : []),
    ...(derived.length > 0 ? ["", ...derived] : []),
    ...questions.flatMap(questionInText),
    ...(problems.length > 0 ? ["", ...problems] : []),
    "",
    ready ? SUGGEST_COMMAND.ready : questions.length > 0 ? SUGGEST_COMMAND.open : SUGGEST_COMMAND.incomplete,
  ];
  return lines.join("\n");
}

function questionInText({ id, text, values }: SuggestedQuestion): string[] {
  return [
    "",
    `? ${text}`,
    ...values.map(
      ({ value, label, example }) => `  --answer "${id}=${value}"  ${label}${example === "" ? "" : ` (${example})`}`,
    ),
  ];
}
