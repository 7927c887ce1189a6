import type { ReactNode } from "react";

/** The matter of a page with what explains it beside it; one under the other where there is no room. */
export function Columns({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid gap-x-5 gap-y-6 min-[86rem]:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="column min-w-0">{main}</div>
      <aside className="min-w-0">{aside}</aside>
    </div>
  );
}
