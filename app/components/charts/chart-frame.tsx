import { type ReactNode, useId, useState } from "react";
import { classNames } from "../ui/class-names";
import { xlsxAddress } from "../ui/export-menu";
import { useHydrated } from "../ui/use-hydrated";
import { CHART_FRAME_TEXT } from "~/wording/shared/charts";

type ChartFrameProps = {
  /** What the chart shows, as a finding: "CSAT fell below its minimum on 11 of 31 days". */
  title: string;
  /** Unit of time and the like: "daily". */
  detail?: string | undefined;
  /** Everything the chart tells, for those who cannot see it. */
  description: string;
  /** Needs a script; its height is fixed so that nothing moves when it comes. */
  chart: ReactNode;
  table: ReactNode;
  /** What its marks mean. */
  legend?: string | undefined;
  /** What stands in the chart's place where no script runs: the table, or where several charts share a page the words. */
  withoutScript?: "table" | "words" | undefined;
  csvHref?: string | null | undefined;
  level?: 2 | 3 | undefined;
};

type View = "chart" | "table";

const WORDS = "mt-1 max-w-[54rem] text-sm text-pretty text-ink-2";

/** A chart with its finding, its description and its table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, detail, description, chart, legend, table, withoutScript = "table", csvHref, level = 2 } = props;
  const [view, setView] = useState<View>("chart");
  const hydrated = useHydrated();
  const titleId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={titleId} className="chart-frame mb-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <Heading id={titleId} className="text-sm font-semibold text-balance">
          {title}
        </Heading>
        {detail && <span className="text-xs text-ink-3">{detail}</span>}
        <div className="no-print ms-auto flex items-center gap-3 text-xs">
          {csvHref && (
            <>
              <a href={xlsxAddress(csvHref)} download className="prose-link">
                {CHART_FRAME_TEXT.xlsx}
              </a>
              <a href={csvHref} download className="prose-link">
                {CHART_FRAME_TEXT.csv}
              </a>
            </>
          )}
          <div
            role="group"
            aria-label={CHART_FRAME_TEXT.showAs}
            className="needs-script flex rounded-md border border-line-strong bg-surface"
          >
            <ViewButton view="chart" current={view} onChoose={setView}>
              {CHART_FRAME_TEXT.chart}
            </ViewButton>
            <ViewButton view="table" current={view} onChoose={setView}>
              {CHART_FRAME_TEXT.table}
            </ViewButton>
          </div>
        </div>
      </div>
      <div className={view === "chart" ? "needs-script" : "hidden"}>
        <div className="card rounded-lg border border-line bg-surface shadow-card">{chart}</div>
        {legend && <p className="mt-1.5 text-2xs text-ink-3">{legend}</p>}
        <details className="group mt-1.5 text-xs text-ink-3">
          <summary className="no-print inline-block hover:text-ink hover:underline">
            {CHART_FRAME_TEXT.chartDescription}
          </summary>
          <p className={WORDS}>{description}</p>
        </details>
      </div>
      {view === "table" && table}
      {!hydrated && (
        <div className="without-script">
          {withoutScript === "table" ? table : <p className={WORDS}>{description}</p>}
        </div>
      )}
    </section>
  );
}

type ViewButtonProps = { view: View; current: View; onChoose: (view: View) => void; children: ReactNode };

function ViewButton({ view, current, onChoose, children }: ViewButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={view === current}
      onClick={() => onChoose(view)}
      className={classNames(
        "h-7 px-2.5 first:rounded-s-md last:rounded-e-md",
        view === current ? "bg-sunken font-medium text-ink" : "text-ink-3 hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}
