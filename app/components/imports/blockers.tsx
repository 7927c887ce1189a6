import { ButtonLink } from "../ui/button-link";
import { Flash } from "../ui/flash";
import { BLOCKERS } from "~/wording/imports/wizard";
import { moreText } from "~/wording/shared/controls";

type BlockersProps = {
  id: string;
  blockers: readonly { message: string; step: "preview" | "map" }[];
};

const MAX_SHOWN = 50;

/** What blocks an import, and where each is fixed. */
export function Blockers({ id, blockers }: BlockersProps) {
  const [first] = blockers;
  if (first === undefined) return null;
  return (
    <Flash
      tone="failed"
      title={BLOCKERS.title}
      action={
        <ButtonLink to={`/imports/staged/${id}/${first.step}`} size="small">
          {first.step === "map" ? BLOCKERS.mapping : BLOCKERS.reading}
        </ButtonLink>
      }
    >
      <ul className="list-disc ps-4">
        {blockers.slice(0, MAX_SHOWN).map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
        {blockers.length > MAX_SHOWN && <li>{moreText(blockers.length - MAX_SHOWN)}</li>}
      </ul>
    </Flash>
  );
}
