import type { Database } from "~/data/db/database.server";
import { putDemoAccounts } from "~/data/demo/seed-demo.server";
import { hashPassword } from "~/data/access/secrets.server";
import { findVendors } from "~/data/access/vendors.server";
import { DEMO_PEOPLE, type DemoPerson } from "./people";
import { SEEDER } from "./seeder";

export type DemoAuthor = { userId: string; name: string; email: string };

/** The marketplace's own people. Answers those in whose name the rest is done. */
export async function seedOwnPeople(
  db: Database,
  password: string,
  actor: string,
): Promise<{ lead: DemoAuthor; analyst: DemoAuthor }> {
  const own = DEMO_PEOPLE.filter((person) => person.vendor === null);
  const passwordHash = await hashPassword(password);
  const ids = await putDemoAccounts(
    db,
    own.map(({ email, name, role }) => ({ email, name, role, vendorId: null, passwordHash })),
    actor,
  );
  const author = (role: DemoPerson["role"]) => {
    const person = own.find((candidate) => candidate.role === role);
    const userId = person && ids.get(person.email);
    if (!person || !userId) throw new Error(`The demo has nobody who is ${role}`);
    return { userId, name: person.name, email: person.email };
  };
  return { lead: author("lead"), analyst: author("analyst") };
}

/** The partners' people; their partners are there already. */
export async function seedPartnersPeople(db: Database, password: string, actor: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const vendors = new Map((await findVendors(db, SEEDER)).map((vendor) => [vendor.key, vendor.id]));
  const accounts = DEMO_PEOPLE.flatMap(({ email, name, role, vendor }) => {
    const vendorId = vendor === null ? undefined : vendors.get(vendor);
    return vendorId === undefined ? [] : [{ email, name, role, vendorId, passwordHash }];
  });
  await putDemoAccounts(db, accounts, actor);
}
