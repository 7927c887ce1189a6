/** What to call a vendor of which only the key is known: `atlas-trust` → `Atlas Trust`. */
export function vendorNameFromKey(key: string): string {
  return key
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
