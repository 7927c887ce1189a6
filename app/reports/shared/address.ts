export function readSlice(address: URLSearchParams) {
  return { site: given(address, "site"), program: given(address, "program"), channel: given(address, "channel") };
}

/** A value of the address; a blank one is as good as absent. */
export function given(address: URLSearchParams, name: string): string | null {
  const value = address.get(name)?.trim() ?? "";
  return value === "" ? null : value;
}
