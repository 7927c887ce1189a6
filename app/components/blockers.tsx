import { ButtonLink } from "./button-link";
import { Flash } from "./flash";

type BlockersProps = {
  id: string;
  blockers: readonly { message: string; step: "preview" | "map" }[];
};

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
        {blockers.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Flash>
  );
}
