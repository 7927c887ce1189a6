import type { ReactNode } from "react";

export type StatTile = {
  label: string;
  value: ReactNode;
  /** Quiet words after the figure: "of 100 · −5". */
  detail?: ReactNode;
};

/** Up to four headline figures in one row. */
export function StatTiles({ tiles }: { tiles: readonly StatTile[] }) {
  return (
    <dl className="card mb-4 grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface shadow-card lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      {tiles.map((tile) => (
        <div key={tile.label} className="-ms-px -mt-px border-s border-t border-line px-4 py-3">
          <dt className="text-xs text-ink-3">{tile.label}</dt>
          <dd className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
            <span className="figures text-figure font-semibold tracking-[-0.015em]">{tile.value}</span>
            {tile.detail && <span className="figures text-xs text-pretty text-ink-3">{tile.detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
