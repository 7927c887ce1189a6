import type { Environment } from "~/config/environment";
import type { Database } from "~/data/db/database.server";
import { fillIfUntouched } from "~/data/demo/empty-database.server";
import { CONSOLE } from "~/wording/access/console";

type DemoOptions = { environment: Environment; clock: () => Date; say: (line: string) => void };

/** Loaded only when it is needed: the demo is no part of what runs every day. */
const loadSeed = () => import("../../seed/main");

/** Loads the demo data into a database that nobody has used, unless that was declined. */
export async function fillWithDemo(db: Database, { environment, clock, say }: DemoOptions): Promise<void> {
  if (!environment.demo) return;
  await fillIfUntouched(db, async () => {
    say(CONSOLE.loadingDemo);
    const { seedDemo } = await loadSeed();
    await seedDemo(db, { clock, log: (line) => say(`  ${line}`), dataFolder: environment.dataFolder });
  });
}

/** How to sign in to the demo, in lines for the console; none where no demo was seeded from this data folder. */
export async function demoSignInLines(environment: Environment): Promise<string[]> {
  const { findDemoSignIn } = await loadSeed();
  const signIn = await findDemoSignIn(environment.dataFolder);
  if (!signIn || signIn.length === 0) return [];
  const passwords = [...new Set(signIn.map(({ password }) => password))];
  const [only] = passwords.length === 1 ? passwords : [];
  if (only === undefined) return [CONSOLE.signIn, ...signIn.map(({ email, password }) => `  ${email}  ${password}`)];
  return [CONSOLE.signInSamePassword, ...signIn.map(({ email }) => `  ${email}`), CONSOLE.password(only)];
}
