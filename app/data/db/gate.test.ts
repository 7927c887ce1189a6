import { describe, expect, test } from "vitest";
import { createGate, Saturated } from "./gate";

const LIMITS = { total: 3, perKey: 2, waitingPerKey: 2, patienceMs: 600_000 };

/** Lets every promise that can settle do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function open(limits = LIMITS) {
  const gate = createGate(limits);
  const entered: string[] = [];
  const leave = new Map<string, () => void>();
  const enter = async (name: string, signal?: AbortSignal) => {
    leave.set(name, await gate.enter(name.charAt(0), signal));
    entered.push(name);
  };
  return { enter, entered, leave: (name: string) => leave.get(name)?.() };
}

describe("a gate", () => {
  test("leaves room for others however much one asks", async () => {
    const { enter, entered } = open();
    await Promise.all([enter("a1"), enter("a2")]);
    void enter("a3");
    await enter("b1");
    await settled();
    expect(entered).toEqual(["a1", "a2", "b1"]);
  });

  test("lets those that wait take turns by key", async () => {
    const { enter, entered, leave } = open({ ...LIMITS, total: 1 });
    await enter("a1");
    for (const name of ["a2", "a3", "b1", "c1"]) void enter(name);
    for (const name of ["a1", "b1", "c1", "a2"]) {
      await settled();
      expect(entered.at(-1)).toBe(name);
      leave(name);
    }
    await settled();
    expect(entered).toEqual(["a1", "b1", "c1", "a2", "a3"]);
  });

  test("refuses one of whom too many wait, and nobody else", async () => {
    const { enter, entered } = open();
    await Promise.all([enter("a1"), enter("a2")]);
    void enter("a3");
    void enter("a4");
    await expect(enter("a5")).rejects.toBeInstanceOf(Saturated);
    await enter("b1");
    expect(entered).toEqual(["a1", "a2", "b1"]);
  });

  test("forgets those who left while they waited, and takes back a place once", async () => {
    const { enter, entered, leave } = open({ ...LIMITS, total: 1 });
    const gone = new AbortController();
    await enter("a1");
    const waiting = enter("a2", gone.signal);
    void enter("b1");
    void enter("b2");
    gone.abort(new Error("hung up"));
    await expect(waiting).rejects.toThrow("hung up");
    await expect(enter("a3", gone.signal)).rejects.toThrow("hung up");
    leave("a1");
    leave("a1");
    await settled();
    expect(entered).toEqual(["a1", "b1"]);
  });

  test("refuses one who waited too long", async () => {
    const { enter } = open({ ...LIMITS, total: 1, patienceMs: 1 });
    await enter("a1");
    await expect(enter("b1")).rejects.toBeInstanceOf(Saturated);
  });
});
