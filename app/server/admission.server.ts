import type { Admission, Work } from "~/auth/admission";
import { createGate, type Gate } from "~/data/db/gate";
import { viewerKey, type Viewer } from "~/domain/access/viewer";

export type Visit = {
  admission: Admission;
  /** Aborted when the reader hangs up, and when the request is over. */
  signal: AbortSignal;
  /** The reader has hung up: nobody waits for the answer. */
  hangUp(): void;
  /** The work for the request has ended: its place is given back. */
  leave(): void;
};

const PATIENCE_MS = 30_000;
const OF_ANYBODY = Number.POSITIVE_INFINITY;

/** A browser that opens all its tabs again is still let in. */
const LIMITS = { perKey: 4, waitingPerKey: 20, total: OF_ANYBODY, patienceMs: PATIENCE_MS };
const EXPORT_LIMITS = { perKey: 2, waitingPerKey: 4, total: OF_ANYBODY, patienceMs: PATIENCE_MS };

/** Makes visits, one for each request, that share the places of each viewer. */
export function createAdmissions(): () => Visit {
  const gates: Readonly<Record<Work, Gate>> = {
    page: createGate(LIMITS),
    change: createGate(LIMITS),
    export: createGate(EXPORT_LIMITS),
  };
  return () => {
    const controller = new AbortController();
    const { signal } = controller;
    let entered: Promise<void> | null = null;
    let giveBack: () => void = () => undefined;
    const hangUp = () => controller.abort(new Error("The request is over."));
    const enter = async (viewer: Viewer, work: Work) => {
      const done = await gates[work].enter(viewerKey(viewer), signal);
      if (signal.aborted) done();
      else giveBack = done;
    };
    return {
      signal,
      admission: { enter: (viewer, work) => (entered ??= enter(viewer, work)) },
      hangUp,
      leave: () => {
        hangUp();
        giveBack();
      },
    };
  };
}
