import path from "node:path";
import { builtInKind, kindOfCode, type NumberKind } from "./number-format";
import type { XmlListener } from "./xml-reader";

/** A sheet as the workbook names it; `relation` leads to the part that holds its rows. */
export type NamedSheet = { name: string; hidden: boolean; relation: string };

/** Hears the workbook's own part: its sheets in order, and which date system it counts in. */
export function workbookListener(): { listener: XmlListener; found: { sheets: NamedSheet[]; date1904: boolean } } {
  const found: { sheets: NamedSheet[]; date1904: boolean } = { sheets: [], date1904: false };
  const listener: XmlListener = {
    open(name, attributes) {
      if (name === "workbookPr") found.date1904 = ["1", "true", "on"].includes(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const hidden = (attributes["state"] ?? "visible") !== "visible";
      found.sheets.push({ name: attributes["name"] ?? "", hidden, relation });
    },
    close: () => {},
    text: () => {},
  };
  return { listener, found };
}

export type Relation = { type: string; part: string };

/** Hears which part each relation of the workbook leads to. */
export function relationsListener(): { listener: XmlListener; found: Map<string, Relation> } {
  const found = new Map<string, Relation>();
  const listener: XmlListener = {
    open(name, { Id, Type, Target }) {
      if (name !== "Relationship" || Id === undefined || Type === undefined || Target === undefined) return;
      // The name of a part in the archive, compared and never opened as a path.
      const part = Target.startsWith("/") ? Target.slice(1) : path.posix.join("xl", Target);
      found.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), part });
    },
    close: () => {},
    text: () => {},
  };
  return { listener, found };
}

/** Hears what the numbers in each style of cell stand for. */
export function stylesListener(): { listener: XmlListener; found: NumberKind[] } {
  const found: NumberKind[] = [];
  const own = new Map<number, NumberKind>();
  let inCells = false;
  const listener: XmlListener = {
    open(name, attributes) {
      if (name === "numFmt") own.set(Number(attributes["numFmtId"]), kindOfCode(attributes["formatCode"] ?? ""));
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      const id = Number(attributes["numFmtId"] ?? 0);
      found.push(own.get(id) ?? builtInKind(id));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
    text: () => {},
  };
  return { listener, found };
}
