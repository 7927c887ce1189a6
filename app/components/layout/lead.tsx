import type { ReactNode } from "react";

/** The sentence that a page opens with: what happened and what it means. `<strong>` marks the names to act on. */
export function Lead({ children }: { children: ReactNode }) {
  return <p className="mb-5 max-w-[54rem] text-lead text-pretty text-ink [&_strong]:font-semibold">{children}</p>;
}
