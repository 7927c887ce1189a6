/** What cannot be determined from the file. The draft cannot be applied before it is answered. */
export type Question = {
  id: string;
  columns: string[];
  text: string;
  options: { value: string; label: string; example: string }[];
};
