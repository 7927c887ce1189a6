/** What is wrong with a setting of the process. */
export const SETTINGS = {
  invalid: "Invalid settings:",
  flag: "must be 1 or 0",
  wholeNumber: (min: number, max: number) => `must be a whole number from ${min} to ${max}`,
  databaseUrl: "must start with postgresql://",
  origin: "must be an address without a path, such as https://plumbline.example",
  needsDatabaseUrl: "requires DATABASE_URL",
  dropFolder: "PLUMBLINE_DROP and PLUMBLINE_DATA must be separate folders; neither can contain the other",
} as const;
