import type { TargetScope } from "~/domain/metrics/row-scope";

/** The slice of an address as the scope of a question to the SOW. */
export function requestedScope(slice: {
  readonly site: string | null;
  readonly program: string | null;
  readonly channel: string | null;
}): TargetScope {
  return {
    ...(slice.site === null ? {} : { site: slice.site }),
    ...(slice.program === null ? {} : { program: slice.program }),
    ...(slice.channel === null ? {} : { channel: slice.channel }),
  };
}
