import type { Refusal } from "~/domain/input/refusal";

/** Asks for the next value, of new work where there is some. */
export type ToThread = { begin?: { kind: string; requested: unknown } };

export type FromThread = { value: unknown } | { done: true } | { refusal: Refusal };
