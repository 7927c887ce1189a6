/** Why counts with a limit, such as contacts answered within 20 s, cannot be added. */
export type NoParameterRoom = { readonly of: "vendor" | "all"; readonly most: number; readonly wanted: number };

export function noRoomForCounts({ of, most, wanted }: NoParameterRoom): string {
  const where = of === "vendor" ? "for one partner" : "for all partners in total";
  return (
    `At most ${most} limits (such as “answered within 20 s”) are allowed ${where}. These would make ${wanted}. ` +
    "Use fewer limits, or revert imports and change SOW targets that use others. Unused limits are removed every night."
  );
}
