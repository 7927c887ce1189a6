import type { Database } from "~/data/db/database.server";
import { hashPassword } from "~/data/access/secrets.server";
import { insertAccount } from "~/data/access/accounts.server";
import type { Role } from "~/domain/access/viewer";
import { signIn } from "~/auth/sign-in.server";
import { post, testContext } from "../../support/load-context";

export const PASSWORD = "kettle under seven slow rivers";
let passwordHash: Promise<string> | undefined;

/** Someone who can sign in with `PASSWORD`. Returns the account's id. */
export async function addPerson(
  db: Database,
  email: string,
  role: Role,
  vendorId: number | null = null,
): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD);
  const person = { email, name: email.split("@", 1)[0] ?? email, role, vendorId, passwordHash: await passwordHash };
  const added = await db.inside.$transaction((tx) => insertAccount(tx, person, "test"));
  if (!added.ok) throw new Error(added.problem);
  return added.account.id;
}

/** The `Set-Cookie` value of a fresh session. */
export async function signedIn(db: Database, email: string): Promise<string> {
  const outcome = await signIn(post("/sign-in", {}), testContext(db), { email, password: PASSWORD });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.setCookie;
}
