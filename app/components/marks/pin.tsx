import { PIN_TEXT } from "~/wording/causes/marks";
/** The number of a note, the same in the chart and beside its card. */
export function Pin({ number }: { number: number }) {
  return (
    <span className="figures inline-grid size-[1.125rem] shrink-0 place-items-center rounded-full bg-ink text-2xs leading-none font-semibold text-surface">
      <span className="sr-only">{PIN_TEXT.note} </span>
      {number}
    </span>
  );
}
