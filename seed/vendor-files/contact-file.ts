import type { SimulatedContact } from "../simulated";
import type { Cell, FileStyle } from "./delimited";

/** One vendor system's export of contacts: the mapping that reads it, and how it writes a contact. */
export type ContactFile = {
  /** Key of the mapping, and the beginning of the file's name. */
  mapping: string;
  extension: "csv" | "txt";
  style: FileStyle;
  header: readonly string[];
  holds(contact: SimulatedContact): boolean;
  /** The contact's id as this system writes it. */
  externalId(contact: SimulatedContact): string;
  row(contact: SimulatedContact): readonly Cell[];
};
