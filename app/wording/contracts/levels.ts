import { figureParts, formatFigure, type FigureFormat } from "../shared/figures";
import type { BaseLevel } from "~/domain/contracts/verdict";

/** `85.0%`, `340–420 s`; never broken. */
export function levelText(level: BaseLevel, format: FigureFormat): string {
  if (typeof level === "number") return formatFigure(level, format);
  const [low, high] = [figureParts(level.low, format, level.high), figureParts(level.high, format)];
  return `${low.figure}\u2060–\u2060${high.figure}${high.unit}`;
}
