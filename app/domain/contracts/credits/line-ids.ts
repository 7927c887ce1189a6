import type { StatementLine } from "./statement";

/**
 * Lines whose IDs are unique within the statement. An ID names a rule, cap or scheme and a period; where two of different kinds have one name, the
 * later line names its kind too.
 */
export function withOwnIds(lines: readonly StatementLine[]): StatementLine[] {
  const taken = new Set<string>();
  return lines.map((line) => {
    let id = line.id;
    for (let count = 1; taken.has(id); count += 1) id = `${line.id}@${line.kind}${count === 1 ? "" : `-${count}`}`;
    taken.add(id);
    return id === line.id ? line : { ...line, id };
  });
}
