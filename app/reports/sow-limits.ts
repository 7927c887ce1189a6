/** A SOW document is text written by people; anything larger is another file. */
export const SOW_MOST_BYTES = 1_000_000;
