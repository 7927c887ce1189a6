import { AssertionError } from "node:assert";
import process from "node:process";
import { diskFull } from "./disk-full";
import { hostileMillion } from "./hostile-million";
import { hugeFile } from "./huge-file";
import type { SoakCase } from "./soak-case";
import { kills, strikes } from "./faults";

/** Those last whose number of steps grows with the statements of an import: they may use up the time. */
const CASES: readonly SoakCase[] = [...strikes, ...diskFull, hostileMillion, ...hugeFile, ...kills];

/** Goes through the cases that take too long for `npm test`, a line for each; answers whether all of them held. */
export async function runSoak({ minutes, json }: { minutes: number; json: boolean }): Promise<boolean> {
  const until = AbortSignal.timeout(minutes * 60_000);
  let held = true;
  for (const { name, run } of CASES) {
    const started = performance.now();
    const print = (state: string, words: string) => {
      const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
      // The most that this process has held so far, with all its cases; a process of a case's own says for itself.
      const megabytes = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
      process.stdout.write(
        json
          ? `${JSON.stringify({ name: `soak.${name}`, state, seconds, megabytes, words })}\n`
          : `${`soak.${name}`.padEnd(28)} ${state.padEnd(8)} ${String(seconds).padStart(7)} s  ${String(megabytes).padStart(4)} MB  ${words}\n`,
      );
    };
    if (until.aborted) {
      print("not run", `the ${minutes} minutes were over`);
      continue;
    }
    try {
      const outcome = await run(until);
      if ("held" in outcome) print("held", outcome.held);
      else print("skipped", outcome.skipped);
    } catch (error) {
      held = false;
      print("FAILED", error instanceof AssertionError ? error.message : String(error));
    }
  }
  return held;
}
