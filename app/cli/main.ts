import { parseEnvironment } from "~/config/environment";
import { projectFolder } from "~/config/project-folder.server";
import { openEnvironmentDatabase } from "~/data/open.server";
import { CommandFailure, type Command } from "./command";
import { openOutput, reportFailure } from "./output";
import { COMMANDS } from "./registry";
import { COMMAND_LINE } from "~/wording/access/command-line";

/** The command that the first one or two words name, and what is left for it. */
async function findCommand(words: readonly string[]): Promise<{ command: Command; rest: readonly string[] } | null> {
  for (const length of [2, 1]) {
    const load = COMMANDS[words.slice(0, length).join(" ")];
    if (load) return { command: (await load()).command, rest: words.slice(length) };
  }
  return null;
}

async function listOfCommands(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command));
  const lines = commands.map((command) => {
    const call = [command.name, command.usage].filter(Boolean).join(" ");
    return `  ${call}\n      ${command.summary}`;
  });
  return [COMMAND_LINE.usage, "", ...lines].join("\n");
}

/** Runs one command on the environment's database; returns the exit code. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const json = words.includes("--json");
  const asked = words.filter((word) => word !== "--json");
  try {
    const found = await findCommand(asked);
    if (!found) {
      const list = await listOfCommands();
      if (asked.length > 0 && asked[0] !== "help" && asked[0] !== "--help") {
        throw new CommandFailure(
          `${COMMAND_LINE.unknownCommand(asked.slice(0, 2).join(" "))}${json ? "" : `\n\n${list}`}`,
          "unknown-command",
        );
      }
      process.stdout.write(json ? `${JSON.stringify({ commands: Object.keys(COMMANDS) })}\n` : `${list}\n`);
      return 0;
    }
    const environment = parseEnvironment(process.env, projectFolder());
    const opened = await openEnvironmentDatabase(environment, (error) => process.stderr.write(`${error.message}\n`));
    const stop = () => void opened.close().finally(() => process.exit(130));
    process.once("SIGINT", stop).once("SIGTERM", stop);
    try {
      const context = { db: opened.db, environment, clock: () => new Date(), out: openOutput(json) };
      await found.command.run(found.rest, context);
    } finally {
      process.removeListener("SIGINT", stop).removeListener("SIGTERM", stop);
      await opened.close();
    }
    return 0;
  } catch (error) {
    reportFailure(error, json);
    return 1;
  }
}
