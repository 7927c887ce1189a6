/** The invented marketplace whose partners these are. */
export const ORGANISATION = { name: "Meridian Market", timeZone: "America/Phoenix" } as const;
