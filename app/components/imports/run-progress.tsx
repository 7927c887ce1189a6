import { Form, useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { RunView } from "~/domain/imports/import-run";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { ProgressBar } from "../ui/progress-bar";
import { phaseText, progressFigures } from "~/wording/imports/import-runs";
import { IMPORT_RUN } from "~/wording/imports/import-pages";

const ASK_AGAIN_MS = 800;
const RELOAD_SECONDS = 3;

type RunProgressProps = {
  run: RunView;
  /** Where its Cancel button is sent; absent: it cannot be cancelled here. */
  cancelAction?: string | undefined;
};

/** How far an import in the background is: asks again by itself, and without scripts has the page loaded again. */
export function RunProgress({ run: given, cancelAction }: RunProgressProps) {
  const run = useLatest(given);
  const words = phaseText(run);
  return (
    <Card>
      <noscript>
        <meta httpEquiv="refresh" content={String(RELOAD_SECONDS)} />
      </noscript>
      <div className="grid gap-2">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
          <span className="font-medium" role="status">
            {words}
          </span>
          {run.share !== null && <span className="figures text-ink-3">{Math.floor(run.share * 100)}%</span>}
        </p>
        <ProgressBar
          label={run.dryRun ? IMPORT_RUN.trying(run.fileName) : IMPORT_RUN.importing(run.fileName)}
          share={run.share}
        />
        <p className="figures text-xs text-ink-3">{progressFigures(run).join(" · ")}</p>
      </div>
      {cancelAction !== undefined && (
        <Form method="post" action={cancelAction} className="mt-3">
          <Button name="intent" value="cancel" size="small" disabled={run.cancelRequested}>
            {IMPORT_RUN.cancel}
          </Button>
        </Form>
      )}
    </Card>
  );
}

/** Asks how far the run is while it goes on, and loads the page again at its end. */
function useLatest(given: RunView): RunView {
  const fetcher = useFetcher<RunView>({ key: `run ${given.id}` });
  const { revalidate } = useRevalidator();
  const { load, state, data } = fetcher;
  const latest = data ?? given;
  useEffect(() => {
    if (given.isOver || state !== "idle") return;
    if (latest.isOver) return revalidate();
    const timer = setTimeout(() => load(`/imports/runs/${given.id}/progress`), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [given, latest, state, load, revalidate]);
  return given.isOver ? given : latest;
}
