import type { ReactNode } from "react";
import { Breadcrumbs } from "./breadcrumbs";
import { Lead } from "./lead";
import { PrintName } from "./print-name";

type PageFrameProps = {
  title: string;
  /** The view's whole name with period and filters, as every printed sheet carries it. */
  name?: string | undefined;
  breadcrumbs?: readonly { label: string; href: string }[] | undefined;
  /** A `PeriodStepper`. */
  stepper?: ReactNode;
  /** `FilterChip`s and `FormChip`s. */
  filters?: ReactNode;
  /** What the view is: state, data as of, time zone. */
  meta?: readonly string[] | undefined;
  /** Export, Share and other buttons. */
  actions?: ReactNode;
  /** The sentence the page opens with. */
  lead?: ReactNode;
  children: ReactNode;
};

/** The frame of a page: what it shows, for when, narrowed by what, as of when. */
export function PageFrame(props: PageFrameProps) {
  const { title, name, breadcrumbs = [], stepper, filters, meta = [], actions, lead, children } = props;
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto w-full max-w-[92rem] px-4 pt-4 pb-12 outline-none sm:px-7 sm:pt-5"
    >
      <PrintName name={[name ?? title, ...meta].join(" · ")} />
      {breadcrumbs.length > 0 && <Breadcrumbs trail={breadcrumbs} />}
      <header className="mb-4 flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <h1 className="text-title font-semibold tracking-[-0.01em] text-balance [overflow-wrap:anywhere]">{title}</h1>
        {stepper}
        {filters}
        <div className="flex flex-wrap items-center gap-2.5 max-sm:w-full sm:ms-auto">
          {meta.length > 0 && <p className="figures me-1 text-xs text-ink-3">{meta.join(" · ")}</p>}
          {actions && <div className="no-print flex items-center gap-2">{actions}</div>}
        </div>
      </header>
      {lead && <Lead>{lead}</Lead>}
      {children}
    </main>
  );
}
