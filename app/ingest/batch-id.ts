const MOST = 2_147_483_647;

/** The number of a batch from an address, or null where it is none. */
export function batchIdOf(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id <= MOST ? id : null;
}
