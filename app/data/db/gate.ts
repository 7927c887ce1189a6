/** There is more work at hand than is taken at a time. Whoever asked may try again after a while. */
export class Saturated extends Error {
  constructor(readonly reason: "waited-too-long" | "too-many-waiting" | "spool-full") {
    super(reason);
    this.name = "Saturated";
  }
}

export type GateLimits = {
  /** Pieces of work at a time, of all keys together. */
  readonly total: number;
  /** Pieces of work of one key at a time. */
  readonly perKey: number;
  /** How many of one key may wait beyond these. */
  readonly waitingPerKey: number;
  /** How long one may wait. */
  readonly patienceMs: number;
};

/** Resolves to the function that gives the place back, to be called once. */
export type Gate = { enter(key: string, signal?: AbortSignal): Promise<() => void> };

type Waiter = { admit: () => void };
type Lane = { running: number; readonly waiting: Set<Waiter> };

/**
 * Lets in so much work at a time, and of each key so much less that one key cannot take every place. Of those that wait, keys take
 * turns. Rejects with `Saturated` where too many of the key wait already or the wait is too long, and with the signal's reason
 * where the one who asked has gone.
 */
export function createGate({ total, perKey, waitingPerKey, patienceMs }: GateLimits): Gate {
  /** Those that run or wait; the key that waits longest for its turn first. */
  const lanes = new Map<string, Lane>();
  let running = 0;

  const isFree = (lane: Lane) => running < total && lane.running < perKey;

  function take(key: string, lane: Lane): () => void {
    running += 1;
    lane.running += 1;
    toTheEnd(key, lane);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      running -= 1;
      lane.running -= 1;
      toTheEnd(key, lane);
      admitNext();
    };
  }

  /** Its next turn comes after everybody else's; a key of which nothing runs or waits is forgotten. */
  function toTheEnd(key: string, lane: Lane): void {
    lanes.delete(key);
    if (lane.running > 0 || lane.waiting.size > 0) lanes.set(key, lane);
  }

  function admitNext(): void {
    for (const lane of lanes.values()) {
      const [first] = lane.waiting;
      if (first === undefined || !isFree(lane)) continue;
      lane.waiting.delete(first);
      first.admit();
      return admitNext();
    }
  }

  function wait(key: string, lane: Lane, signal: AbortSignal | undefined): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", leave);
        outcome();
      };
      const giveUp = (reason: unknown) => {
        lane.waiting.delete(waiter);
        if (lane.running === 0 && lane.waiting.size === 0) lanes.delete(key);
        settle(() => reject(reason));
      };
      const leave = () => giveUp(signal?.reason);
      const waiter: Waiter = { admit: () => settle(() => resolve(take(key, lane))) };
      const timer = setTimeout(() => giveUp(new Saturated("waited-too-long")), patienceMs);
      timer.unref();
      signal?.addEventListener("abort", leave);
      lane.waiting.add(waiter);
    });
  }

  return {
    async enter(key, signal) {
      signal?.throwIfAborted();
      const lane = lanes.get(key) ?? { running: 0, waiting: new Set<Waiter>() };
      if (lane.waiting.size === 0 && isFree(lane)) return take(key, lane);
      if (lane.waiting.size >= waitingPerKey) throw new Saturated("too-many-waiting");
      lanes.set(key, lane);
      return wait(key, lane, signal);
    },
  };
}
