/** What is wrong with an upload, or where it is. */
export const UPLOADS = {
  otherHost: (host: string) => `This upload is on the host ${host}. Open it there.`,
  damaged: "This upload is damaged. Remove it on the Imports page and upload the file again.",
  gone: "This upload no longer exists: it was imported, removed, or deleted after one week. Check the list of imports.",
  untitled: "File without a name",
  damagedState: "Damaged",
  onHost: (host: string) => `On the host ${host}`,
  waiting: "Waiting",
  importing: "Importing",
  queued: "Queued",
  queuedFor: (host: string) => `Waiting for the host ${host}`,
  forPartner: (actor: string, partner: string) => `${actor}, for ${partner}`,
  noneAccepted: "All rows are rejected with this mapping.",
  tooMany: (max: number) => `Choose at most ${max} files.`,
  chooseFile: "Choose a file.",
  mappingNotFound: "This mapping does not exist. Nothing was changed. Go back and choose a mapping from the list.",
} as const;
