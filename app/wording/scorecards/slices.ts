type Slice = { readonly site: string | null; readonly program: string | null; readonly channel: string | null };

type Known = {
  /** Absent: the page does not choose among sites. */
  readonly sites?: readonly string[];
  readonly programs: readonly string[];
  readonly channels: readonly string[];
};

/** `program “Refunds”`: what was requested that no row of the days names; null where there is nothing of the kind. */
export function unknownSliceText({ site, program, channel }: Slice, known: Known): string | null {
  const parts = [
    site === null || (known.sites?.includes(site) ?? true) ? "" : `site “${site}”`,
    program === null || known.programs.includes(program) ? "" : `program “${program}”`,
    channel === null || known.channels.includes(channel) ? "" : `channel “${channel}”`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join(" and ");
}
