import { invitePerson } from "~/commands/access/people.server";
import { invitationSchema } from "~/commands/access/person-form";
import { addressInUse } from "~/config/address-in-use.server";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";
import { vendorFieldOf } from "../lookups";

const WORDS = {
  "email-taken": "Someone with this e-mail address is there already.",
  "last-admin": "The last admin stays an admin.",
  "unknown-vendor": "There is no such partner.",
  "unknown-account": "There is no such account.",
  "not-permitted": "That is not permitted.",
} as const;

export const command: Command = {
  name: "user add",
  summary: "Adds a person and prints the one-time address where they choose their password.",
  usage: "--email <address> --name <name> --role admin|lead|analyst|stakeholder|partner [--vendor V]",
  async run(args, { db, clock, environment, out }) {
    const text = { type: "string" } as const;
    const { values } = readArguments(args, { email: text, name: text, role: text, vendor: text });
    const vendorId = await vendorFieldOf(db, values.vendor);
    const read = invitationSchema.safeParse({ ...values, vendorId });
    if (!read.success) {
      const errors = read.error.issues.map(({ path, message }) => ({ parameter: path.join("."), message }));
      throw new CommandFailure(errors.map(({ message }) => message).join("\n"), "arguments", { errors });
    }
    const invited = await invitePerson(db, CONSOLE_VIEWER, read.data, {
      now: clock(),
      origin: addressInUse(environment),
    });
    if (!invited.ok) throw new CommandFailure(WORDS[invited.problem], invited.problem);
    const { name, email, href, expiresAt } = invited;
    const { role } = read.data;
    out.answer({ email, name, role, setUp: href, expiresAt: expiresAt.toISOString() }, () =>
      [`${name} (${email}) can choose a password here, once, until ${expiresAt.toISOString()}:`, href].join("\n"),
    );
  },
};
