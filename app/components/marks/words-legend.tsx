import { CHANGE_LEGEND } from "~/wording/causes/change-legend";

type WordsLegendProps = { provisional: boolean; preliminary: boolean; usuallyStable: boolean };

/** What the words beside the marks mean, as far as the table above has them. */
export function WordsLegend(shown: WordsLegendProps) {
  const words = (["provisional", "preliminary", "usuallyStable"] as const).filter((name) => shown[name]);
  if (words.length === 0) return null;
  return (
    <ul
      aria-label={CHANGE_LEGEND.label}
      className="mt-1.5 flex break-inside-avoid flex-wrap gap-x-4 gap-y-1 text-2xs text-ink-3"
    >
      {words.map((name) => (
        <li key={name}>{CHANGE_LEGEND[name]}</li>
      ))}
    </ul>
  );
}
