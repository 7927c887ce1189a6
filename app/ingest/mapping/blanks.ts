/** What a cell left blank does to what was known of its row from before: nothing, or it takes it away. */
export const BLANKS = ["keep", "erase"] as const;
export type Blanks = (typeof BLANKS)[number];
