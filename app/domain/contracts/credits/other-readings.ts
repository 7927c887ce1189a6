import type { OpenReading, Sow, SowVersion } from "../sow";
import type { Statement, StatementReading } from "./statement";

/**
 * The total under each other reading of clauses that the contract leaves open: in the version of the month and in those that scored a result of
 * the statement. A reading that several of them have is applied to all at once.
 */
export function otherReadings(sow: Sow, statement: Statement, evaluate: (sow: Sow) => Statement): StatementReading[] {
  const used = new Set([statement.version, ...statement.targets.map(({ version }) => version)]);
  const versions = sow.versions.filter(({ version }) => used.has(version)).toReversed();
  const readings = new Map<string, OpenReading[]>();
  for (const reading of versions.flatMap((version) => version.readings)) {
    readings.set(reading.id, [...(readings.get(reading.id) ?? []), reading]);
  }
  return [...readings.values()].flatMap((same) => {
    const [newest] = same;
    if (newest === undefined) return [];
    const { id, clause, question, applies } = newest;
    const others = [...new Set(same.flatMap((reading) => reading.others.map((other) => other.reading)))];
    return [{ id, clause, question, applies, others: others.map((reading) => totalUnder(reading, same)) }];
  });

  function totalUnder(reading: string, same: readonly OpenReading[]): StatementReading["others"][number] {
    const changed = new Map<number, SowVersion>(
      same
        .flatMap(({ others }) => others.filter((other) => other.reading === reading))
        .map(({ version }) => [version.version, version]),
    );
    const { totalMinor, problems } = evaluate({
      ...sow,
      versions: sow.versions.map((version) => changed.get(version.version) ?? version),
    });
    return { reading, totalMinor, complete: problems.length === 0 };
  }
}
