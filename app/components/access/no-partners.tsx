import { Handshake } from "lucide-react";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

/** Stands where partners would, as long as there are none. */
export function NoPartners({ linked }: { linked: boolean }) {
  return (
    <EmptyState
      icon={<Handshake size={24} strokeWidth={1.75} aria-hidden="true" />}
      title="No partners yet"
      action={linked && <ButtonLink to="/sows">To the statements of work</ButtonLink>}
    >
      A partner appears here with its first statement of work or its first imported file.
    </EmptyState>
  );
}
