import { Prisma } from "../generated/client";

const MARK = "/* prepared */";
/** Statements of more shapes than these are planned each time, so that no connection holds plans without end. */
const MAX_PREPARED = 64;

const names = new Map<string, string>();

/**
 * Begins a statement that pages ask again and again with other values, and that takes about as long to plan as to run: each
 * connection plans it once. Only for statements whose best plan does not depend on their values.
 */
export const PREPARED = Prisma.raw(MARK);

/** The name under which a connection keeps the plan of a statement; '': it is planned each time. */
export function planName({ sql }: { readonly sql: string }): string {
  if (!sql.startsWith(MARK)) return "";
  const known = names.get(sql);
  if (known !== undefined || names.size >= MAX_PREPARED) return known ?? "";
  const name = `prepared_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
