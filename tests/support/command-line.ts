import { parseEnvironment } from "~/config/environment";
import type { Command } from "~/cli/command";
import type { Database } from "~/data/db/database.server";

/** Runs a command as the command line would with --json; returns the document that it answers with. */
export async function runCommand(command: Command, args: readonly string[], options: CommandOptions): Promise<unknown> {
  return (await answerOfCommand(command, args, options)).document;
}

/** The same without --json: the text that people read. */
export async function textOfCommand(
  command: Command,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  return (await answerOfCommand(command, args, options)).text;
}

type CommandOptions = { db: Database; clock: () => Date; folder?: string };

async function answerOfCommand(
  command: Command,
  args: readonly string[],
  { db, clock, folder = "/nowhere" }: CommandOptions,
): Promise<{ document: unknown; text: string }> {
  const answers: { document: unknown; text: string }[] = [];
  const out = {
    json: true,
    answer: (document: unknown, text?: () => string) => void answers.push({ document, text: text?.() ?? "" }),
    remark: () => undefined,
  };
  await command.run(args, { db, clock, out, environment: parseEnvironment({ NODE_ENV: "test" }, folder) });
  const [answer] = answers;
  if (answer === undefined || answers.length !== 1)
    throw new Error(`A command answers once, not ${answers.length} times.`);
  return answer;
}
