import type { ReactNode } from "react";

type FieldGroupProps = {
  legend: string;
  hint?: ReactNode;
  /** Fields side by side where there is room. */ columns?: 1 | 2 | 3 | undefined;
  children: ReactNode;
};

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** Fields that belong together under a heading of their own. */
export function FieldGroup({ legend, hint, columns = 1, children }: FieldGroupProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-semibold">{legend}</legend>
      {hint && <p className="mt-0.5 text-xs text-pretty text-ink-3">{hint}</p>}
      <div className={`mt-3 grid items-start gap-4 ${COLUMNS[columns]}`}>{children}</div>
    </fieldset>
  );
}
