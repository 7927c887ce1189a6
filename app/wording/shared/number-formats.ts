import { currencyDecimals } from "~/domain/money/currency";
import type { FigureFormat } from "./figures";

/** How a spreadsheet writes a figure, and what its base unit is multiplied by before. */
export type NumberFormat = { readonly format: string; readonly scale: number };

/** As the screen writes the figure: shares in percent, durations in seconds, money in major units with its currency. */
export function numberFormat({ unit, decimals, currency }: FigureFormat): NumberFormat {
  const decimalsText = decimals > 0 ? `.${"0".repeat(decimals)}` : "";
  switch (unit) {
    case "share":
      return { format: `0${decimalsText}%`, scale: 1 };
    case "seconds":
      return { format: `#,##0${decimalsText}" s"`, scale: 1 };
    case "money": {
      const name = currency === undefined ? "" : `"${currency} "`;
      return {
        format: `${name}#,##0${decimalsText}`,
        scale: 10 ** -(currency === undefined ? 2 : currencyDecimals(currency)),
      };
    }
    case "score":
    case "count":
    case "ratio":
      return { format: `#,##0${decimalsText}`, scale: 1 };
  }
}
