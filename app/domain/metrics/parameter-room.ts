/** Why counts with a limit, such as contacts answered within 20 s, cannot be added. */
export type NoParameterRoom = { readonly of: "vendor" | "all"; readonly most: number; readonly wanted: number };

export function noRoomForCounts({ of, most, wanted }: NoParameterRoom): string {
  const where = of === "vendor" ? "for one partner" : "for all partners together";
  return (
    `At most ${most} counts with a limit of their own (such as “answered within 20 s”) are kept ${where}, and these would make ${wanted}. ` +
    "Use fewer limits, or revert imports and replace SOW targets that use others; unused ones are removed every night."
  );
}
