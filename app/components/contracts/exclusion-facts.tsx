import type { ReactNode } from "react";
import { momentLabel } from "~/domain/calendar/moment";
import type { ExclusionRow } from "~/domain/contracts/exclusions/exclusion-view";
import type { ExclusionExtent } from "~/domain/contracts/exclusions/exclusion";
import {
  EXCLUSIONS_TEXT as text,
  extentDaysText,
  extentRowsText,
  extentScopeText,
} from "~/wording/contracts/exclusions";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { ExclusionStateTag } from "./exclusions-table";

/** What was requested, by whom and why, and what was decided. */
export function ExclusionFacts({ exclusion, timeZone }: { exclusion: ExclusionRow; timeZone: string }) {
  const { requested, decision, reason, clause, requestedBy, requestedAt, state } = exclusion;
  const moment = (at: string) => momentLabel(new Date(at), timeZone);
  const items: { term: string; value: ReactNode }[] = [
    { term: text.requestedBy, value: `${requestedBy} · ${moment(requestedAt)}` },
    { term: text.scope, value: extentScopeText(requested) },
    { term: text.days, value: `${extentDaysText(requested)} · ${extentRowsText(requested)}` },
    ...contactItems(requested),
    { term: text.reason, value: <p className="whitespace-pre-wrap">{reason}</p> },
    ...(clause === "" ? [] : [{ term: text.clause, value: clause }]),
    {
      term: text.decision,
      value: (
        <>
          <ExclusionStateTag state={state} />
          {decision !== null && (
            <>
              <p className="mt-1 whitespace-pre-wrap">{decision.reason}</p>
              <p className="figures text-xs text-ink-3">{`${decision.by} · ${moment(decision.at)}`}</p>
            </>
          )}
        </>
      ),
    },
  ];
  const part = decision?.extent ?? null;
  if (part !== null) {
    const parts = [extentScopeText(part), extentDaysText(part), extentRowsText(part)];
    items.push({ term: text.partOf, value: parts.join(" · ") }, ...contactItems(part));
  }
  return (
    <Card padding="none" className="mb-6">
      <DefinitionList items={items} />
    </Card>
  );
}

const MAX_CONTACTS_SHOWN = 50;

function contactItems({ contacts }: ExclusionExtent): { term: string; value: ReactNode }[] {
  if (contacts === null) return [];
  const shown = contacts.slice(0, MAX_CONTACTS_SHOWN).map(({ externalId }) => externalId);
  const value = [...shown, ...(contacts.length > shown.length ? ["…"] : [])].join(", ");
  return [{ term: text.contacts, value }];
}
