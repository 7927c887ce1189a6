import { createApiKey } from "~/commands/access/api-keys.server";
import { keySchema } from "~/commands/access/person-form";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";
import { vendorFieldOf } from "../lookups";
import { API_KEY_CREATE } from "~/wording/access/command-line";

export const command: Command = {
  name: "api-key create",
  summary: API_KEY_CREATE.summary,
  usage: API_KEY_CREATE.usage,
  async run(args, { db, clock, out }) {
    const text = { type: "string" } as const;
    const texts = { type: "string", multiple: true } as const;
    const { values } = readArguments(args, {
      name: text,
      role: text,
      vendor: text,
      source: texts,
      "source-vendor": texts,
      days: text,
    });
    const { source = [], "source-vendor": sourceVendors = [], vendor, ...named } = values;
    const vendorId = await vendorFieldOf(db, vendor);
    if (source.some((one) => one.trim() === "")) throw new CommandFailure(API_KEY_CREATE.blankSource, "arguments");
    const importVendorIds = await Promise.all(sourceVendors.map((one) => vendorFieldOf(db, one)));
    const read = keySchema.safeParse({ ...named, vendorId, importSources: source.join(","), importVendorIds });
    if (!read.success) {
      const errors = read.error.issues.map(({ path, message }) => ({ parameter: path.join("."), message }));
      throw new CommandFailure(errors.map(({ message }) => message).join("\n"), "arguments", { errors });
    }
    const made = await createApiKey(db, CONSOLE_VIEWER, read.data, clock());
    if (!made.ok) throw new CommandFailure(API_KEY_CREATE.failed, made.problem);
    const { name, role } = read.data;
    out.answer({ id: made.id, name, role, key: made.key }, () => made.key);
  },
};
