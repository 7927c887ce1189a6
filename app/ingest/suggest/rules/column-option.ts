import type { ColumnProfile } from "../profile/column-profile";
import type { Question } from "../question";

/** A column as an answer, with some of its cells. */
export function columnOption({ heading, samples }: ColumnProfile): Question["options"][number] {
  return { value: heading, label: heading, example: samples.slice(0, 3).join(", ") };
}
