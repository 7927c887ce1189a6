import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type FlashTone = "done" | "caution" | "failed";

const LOOK: Record<FlashTone, { icon: typeof CircleCheck; classes: string }> = {
  done: { icon: CircleCheck, classes: "border-met/40 bg-met-tint text-met" },
  caution: { icon: TriangleAlert, classes: "border-below/40 bg-below-tint text-below" },
  failed: { icon: CircleAlert, classes: "border-missed/40 bg-missed-tint text-missed" },
};

type FlashProps = {
  tone?: FlashTone | undefined;
  title: string;
  children?: ReactNode;
  /** A way back or on: an undo button, a link. */
  action?: ReactNode;
  id?: string | undefined;
};

/** What just happened, shown where it happened and announced: politely when done, at once when failed. */
export function Flash({ tone = "done", title, children, action, id }: FlashProps) {
  const { icon: Icon, classes } = LOOK[tone];
  return (
    <div
      id={id}
      role={tone === "failed" ? "alert" : "status"}
      className={classNames("flash flex items-start gap-2.5 rounded-lg border px-3.5 py-2.5 text-sm", classes)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="min-w-0 grow">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-0.5 text-pretty text-ink-2">{children}</div>}
      </div>
      {action && <div className="no-print shrink-0">{action}</div>}
    </div>
  );
}
