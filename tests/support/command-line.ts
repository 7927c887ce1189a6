import { parseEnvironment } from "~/config/environment";
import type { Command } from "~/cli/command";
import type { Database } from "~/data/database.server";

/** Runs a command as the command line would with --json; returns the document that it answers with. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  { db, clock, folder = "/nowhere" }: { db: Database; clock: () => Date; folder?: string },
): Promise<unknown> {
  const answers: unknown[] = [];
  const out = {
    json: true,
    answer: (document: unknown) => void answers.push(document),
    remark: () => undefined,
  };
  await command.run(args, { db, clock, out, environment: parseEnvironment({ NODE_ENV: "test" }, folder) });
  if (answers.length !== 1) throw new Error(`A command answers once, not ${answers.length} times.`);
  return answers[0];
}
