import { parseArgs, type ParseArgsConfig } from "node:util";
import { CommandFailure } from "./command";
import { COMMAND_LINE } from "~/wording/access/command-line";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads a command's arguments; what it does not know is refused rather than ignored. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error), "arguments");
  }
}

/** The one argument a command takes besides its options. */
export function onlyArgument(positionals: readonly string[], name: string): string {
  const [only, ...others] = positionals;
  if (only === undefined) throw new CommandFailure(COMMAND_LINE.missing(name), "arguments");
  if (others.length > 0) throw new CommandFailure(COMMAND_LINE.onlyOne(name, others), "arguments");
  return only;
}

const VENDOR_KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The key of a partner, known or new; undefined where the option was not given. */
export function readVendorKey(vendor: string | undefined): string | undefined {
  if (vendor === undefined || VENDOR_KEY.test(vendor)) return vendor;
  throw new CommandFailure(COMMAND_LINE.partnerKey, "arguments");
}
