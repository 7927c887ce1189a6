import { ButtonLink } from "../ui/button-link";
import { Flash } from "../ui/flash";
import { countWords } from "~/wording/shared/text";

type ImplausibleFiguresProps = {
  id: string;
  doubts: readonly { text: string; rows: number; lines: readonly number[] }[];
};

/** Figures of rows that can be used and cannot all be right, with the rows and where to change what they are taken for. */
export function ImplausibleFigures({ id, doubts }: ImplausibleFiguresProps) {
  if (doubts.length === 0) return null;
  return (
    <Flash
      tone="caution"
      title="Figures that cannot all be right"
      action={
        <ButtonLink to={`/imports/staged/${id}/map`} size="small">
          Change the mapping
        </ButtonLink>
      }
    >
      <ul className="list-disc ps-4">
        {doubts.map(({ text, rows, lines }) => (
          <li key={text}>
            {text} {countWords(rows, "row", "rows")}: {lines.length === 1 ? "line" : "lines"} {lines.join(", ")}
            {rows > lines.length && " and more"}.
          </li>
        ))}
      </ul>
    </Flash>
  );
}
