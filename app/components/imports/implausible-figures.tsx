import { ButtonLink } from "../ui/button-link";
import { Flash } from "../ui/flash";
import { CHECK_STEP } from "~/wording/imports/wizard";

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
      title={CHECK_STEP.implausible.title}
      action={
        <ButtonLink to={`/imports/staged/${id}/map`} size="small">
          {CHECK_STEP.implausible.edit}
        </ButtonLink>
      }
    >
      <ul className="list-disc ps-4">
        {doubts.map(({ text, rows, lines }) => (
          <li key={text}>{CHECK_STEP.implausibleRows(text, rows, lines)}</li>
        ))}
      </ul>
    </Flash>
  );
}
