import { buttonClasses } from "./button-classes";
import { Menu } from "./menus/menu";
import { CONTROLS } from "~/wording/shared/controls";

const ITEM = "block rounded-md px-2.5 py-1.5 text-sm text-ink hover:bg-sunken";

/** The same table as a workbook: the address of its CSV with the other ending. */
export function xlsxAddress(csvHref: string): string {
  return csvHref.replace(/\.csv(?=\?|$)/, ".xlsx");
}

/** Downloads the view as a workbook or as CSV: plain links, so that they leave the page as it is. */
export function ExportMenu({ csvHref }: { csvHref: string }) {
  return (
    <Menu label={CONTROLS.export} align="end" className={buttonClasses("secondary", "regular")}>
      <a href={xlsxAddress(csvHref)} download className={ITEM}>
        {CONTROLS.xlsx}
      </a>
      <a href={csvHref} download className={ITEM}>
        {CONTROLS.csv}
      </a>
    </Menu>
  );
}
