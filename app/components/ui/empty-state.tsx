import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  /** What belongs here: "No imports yet". */
  title: string;
  /** Why it is empty or what it will show. */
  children: ReactNode;
  /** The next step, usually a ButtonLink. */
  action?: ReactNode;
};

/** A place without content: says what belongs there and offers the next step. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
      {icon && <div className="mb-3 text-ink-3">{icon}</div>}
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="mt-1 max-w-[28rem] text-sm text-pretty text-ink-2">{children}</p>
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}
