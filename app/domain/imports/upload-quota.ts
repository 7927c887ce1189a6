/** How many files may wait, and how many bytes. */
export type UploadLimit = { readonly files: number; readonly bytes: number };
export type UploadQuota = { readonly person: UploadLimit; readonly all: UploadLimit };

export type Exceeded = { readonly of: keyof UploadQuota; readonly what: keyof UploadLimit };

/** Which limit is exceeded by what would wait then; null: none. One's own comes first. */
export function exceededLimit(quota: UploadQuota, waiting: UploadQuota): Exceeded | null {
  for (const of of ["person", "all"] as const)
    for (const what of ["files", "bytes"] as const) if (waiting[of][what] > quota[of][what]) return { of, what };
  return null;
}

const MB = 1024 * 1024;

/** What is exceeded, and the way out. */
export function exceededText(quota: UploadQuota, { of, what }: Exceeded): string {
  const limit =
    what === "files" ? `${quota[of].files} uploaded files` : `${Math.floor(quota[of].bytes / MB)} MB of uploaded files`;
  return of === "person"
    ? `At most ${limit} of one person or key may wait to be imported. Apply or discard some of those under Unfinished on the Imports page, or wait until imports under way have ended, and send the file again.`
    : `At most ${limit} may wait to be imported on this server, and others use up the rest. Try again later, or ask whoever runs Plumbline to make room or to raise the limit.`;
}
