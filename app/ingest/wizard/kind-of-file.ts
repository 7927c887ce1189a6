const MONTH =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;

/** What a file's name says of its kind: months and days in it are of one file alone. */
export function kindOfFile(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .split(/[\d\s_.-]+/)
    .filter((word) => word !== "");
  const kind = words.filter((word) => !MONTH.test(word));
  return (kind.length > 0 ? kind : words).join(" ");
}
