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
  const lines = commands.map((command) => `  ${callOf(command)}\n      ${command.summary}`);
  return [COMMAND_LINE.usage, COMMAND_LINE.helpHint, "", ...lines].join("\n");
}

/** `suggest <file> [--vendor <key>]`. */
function callOf({ name, usage }: Command): string {
  return [name, usage].filter(Boolean).join(" ");
}

const HELP = ["--help", "-h"];

/** Whether the usage of a command is requested; what follows `--` is no option. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((word) => HELP.includes(word));
}

function printHelp(command: Command, json: boolean): void {
  const { name, summary, usage = "" } = command;
  const text = json
    ? JSON.stringify({ name, summary, usage })
    : `${COMMAND_LINE.usageOf(callOf(command))}\n\n${summary}`;
  process.stdout.write(`${text}\n`);
}

/** Runs one command on the environment's database; returns the exit code. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const json = words.includes("--json");
  const requested = words.filter((word) => word !== "--json");
  try {
    const isHelp = requested[0] === "help";
    const found = await findCommand(isHelp ? requested.slice(1) : requested);
    if (!found) {
      const list = await listOfCommands();
      if (requested.length > 0 && !isHelp && !HELP.includes(requested[0] ?? "")) {
        throw new CommandFailure(
          `${COMMAND_LINE.unknownCommand(requested.slice(0, 2).join(" "))}${json ? "" : `\n\n${list}`}`,
          "unknown-command",
        );
      }
      process.stdout.write(json ? `${JSON.stringify({ commands: Object.keys(COMMANDS) })}\n` : `${list}\n`);
      return 0;
    }
    if (isHelp || asksForHelp(found.rest)) {
      printHelp(found.command, json);
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
