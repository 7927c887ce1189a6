import type { ReactNode } from "react";

type SectionHeadingProps = {
  title: string;
  /** Quiet words beside the title: a count, the unit of time. */
  detail?: ReactNode;
  id?: string | undefined;
  actions?: ReactNode;
  level?: 2 | 3 | undefined;
};

/** The heading of one part of a page. */
export function SectionHeading({ title, detail, id, actions, level = 2 }: SectionHeadingProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="section-heading mb-1.5 flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1">
      <Heading id={id} className="text-sm font-semibold text-ink">
        {title}
      </Heading>
      {detail !== undefined && detail !== null && <span className="text-xs text-ink-3">{detail}</span>}
      {actions && <div className="no-print ms-auto flex items-center gap-2">{actions}</div>}
    </div>
  );
}
