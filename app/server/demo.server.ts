import type { Environment } from "~/config/environment";
import type { Database } from "~/data/database.server";
import { fillIfUntouched } from "~/data/untouched.server";

type DemoOptions = { environment: Environment; clock: () => Date; say: (line: string) => void };

/** Fills a database that nobody has used with the demo world, unless that was declined. */
export async function fillWithDemo(db: Database, { environment, clock, say }: DemoOptions): Promise<void> {
  if (!environment.demo) return;
  await fillIfUntouched(db, async () => {
    say("Filling the empty database with the demo world …");
    // Loaded only when it is needed: the demo is no part of what runs every day.
    const { seedDemo } = await import("../../seed/main");
    await seedDemo(db, { clock, log: (line) => say(`  ${line}`), dataFolder: environment.dataFolder });
  });
}
