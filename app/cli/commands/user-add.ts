import { invitePerson } from "~/commands/access/people.server";
import { invitationSchema } from "~/commands/access/person-form";
import { addressInUse } from "~/config/address-in-use.server";
import { readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";
import { vendorFieldOf } from "../lookups";
import { USER_ADD } from "~/wording/access/command-line";

export const command: Command = {
  name: "user add",
  summary: USER_ADD.summary,
  usage: USER_ADD.usage,
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
    if (!invited.ok) throw new CommandFailure(USER_ADD.errors[invited.problem], invited.problem);
    const { name, email, href, expiresAt } = invited;
    const { role } = read.data;
    out.answer({ email, name, role, setUp: href, expiresAt: expiresAt.toISOString() }, () =>
      [USER_ADD.done(name, email, expiresAt.toISOString()), href].join("\n"),
    );
  },
};
