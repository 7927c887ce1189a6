import { Handshake } from "lucide-react";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { NO_PARTNERS } from "~/wording/access/no-partners";

/** Stands where partners would, as long as there are none. */
export function NoPartners({ linked }: { linked: boolean }) {
  return (
    <EmptyState
      icon={<Handshake size={24} strokeWidth={1.75} aria-hidden="true" />}
      title={NO_PARTNERS.title}
      action={linked && <ButtonLink to="/sows">{NO_PARTNERS.open}</ButtonLink>}
    >
      {NO_PARTNERS.text}
    </EmptyState>
  );
}
