import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { Card } from "../ui/card";
import { ProgressBar } from "../ui/progress-bar";
import { CHECK_STEP as text } from "~/wording/imports/wizard";

const ASK_AGAIN_MS = 500;
const RELOAD_SECONDS = 3;

type CheckProgressProps = {
  looked: { rows: number; rejected: number; whole: boolean; share: number };
};

/** How much of a large file was looked at: asks again by itself until it is all of it, and without scripts has the page loaded again. */
export function CheckProgress({ looked }: CheckProgressProps) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (looked.whole || state !== "idle") return;
    const timer = setTimeout(revalidate, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [looked, state, revalidate]);
  if (looked.whole) return null;
  return (
    <Card className="mb-4">
      <noscript>
        <meta httpEquiv="refresh" content={String(RELOAD_SECONDS)} />
      </noscript>
      <div className="grid gap-2">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
          <span className="font-medium" role="status">
            {text.checking}
          </span>
          <span className="figures text-ink-3">{Math.floor(looked.share * 100)}%</span>
        </p>
        <ProgressBar label={text.checkingLabel} share={looked.share} />
        <p className="figures text-xs text-ink-3">{text.progress(looked.rows, looked.rejected)}</p>
      </div>
    </Card>
  );
}
