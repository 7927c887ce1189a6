import { Flash } from "../flash";
import { moreText } from "~/wording/shared/controls";

type FormErrorsProps = { title?: string | undefined; errors?: readonly string[] | undefined; id?: string | undefined };

const MAX_SHOWN = 50;

/** What keeps a whole form from being accepted, read out when it appears. */
export function FormErrors({ title, errors = [], id }: FormErrorsProps) {
  const [first, ...others] = title === undefined ? errors : [title, ...errors];
  if (errors.length === 0 || first === undefined) return null;
  return (
    <Flash tone="failed" title={first} id={id}>
      {others.length === 1 && others[0]}
      {others.length > 1 && (
        <ul className="list-disc ps-4">
          {others.slice(0, MAX_SHOWN).map((error) => (
            <li key={error}>{error}</li>
          ))}
          {others.length > MAX_SHOWN && <li>{moreText(others.length - MAX_SHOWN)}</li>}
        </ul>
      )}
    </Flash>
  );
}
