/** The invented marketplace whose partners these are. */
export const ORGANIZATION = { name: "Meridian Market", timeZone: "America/Phoenix" } as const;
