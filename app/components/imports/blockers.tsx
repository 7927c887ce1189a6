import { ButtonLink } from "../ui/button-link";
import { Flash } from "../ui/flash";
import { count } from "~/wording/shared/text";

type BlockersProps = {
  id: string;
  blockers: readonly { message: string; step: "preview" | "map" }[];
};

const MAX_SHOWN = 50;

/** What keeps an import from going on at all, and where each is mended. */
export function Blockers({ id, blockers }: BlockersProps) {
  const [first] = blockers;
  if (first === undefined) return null;
  return (
    <Flash
      tone="failed"
      title="This keeps the file from being imported"
      action={
        <ButtonLink to={`/imports/staged/${id}/${first.step}`} size="small">
          {first.step === "map" ? "Mend the mapping" : "Mend the reading"}
        </ButtonLink>
      }
    >
      <ul className="list-disc ps-4">
        {blockers.slice(0, MAX_SHOWN).map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
        {blockers.length > MAX_SHOWN && <li>and {count(blockers.length - MAX_SHOWN)} more</li>}
      </ul>
    </Flash>
  );
}
