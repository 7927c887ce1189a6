import atlasDecisions from "./mappings/atlas-decisions.json" with { type: "json" };
import decisionAudits from "./mappings/decision-audits.json" with { type: "json" };
import harbourCases from "./mappings/harbour-cases.json" with { type: "json" };
import invoices from "./mappings/invoices.json" with { type: "json" };
import kestrelTickets from "./mappings/kestrel-tickets.json" with { type: "json" };
import luminaCalls from "./mappings/lumina-calls.json" with { type: "json" };
import luminaTickets from "./mappings/lumina-tickets.json" with { type: "json" };
import norwindInteractions from "./mappings/norwind-interactions.json" with { type: "json" };
import qualityAudits from "./mappings/quality-audits.json" with { type: "json" };
import sandpiperCases from "./mappings/sandpiper-cases.json" with { type: "json" };
import sandpiperContacts from "./mappings/sandpiper-contacts.json" with { type: "json" };
import volumes from "./mappings/volumes.json" with { type: "json" };
import workforce from "./mappings/workforce.json" with { type: "json" };
import workforceShares from "./mappings/workforce-shares.json" with { type: "json" };

/** The mapping documents by key. */
export const MAPPINGS: Readonly<Record<string, unknown>> = {
  "atlas-decisions": atlasDecisions,
  "decision-audits": decisionAudits,
  "harbour-cases": harbourCases,
  invoices,
  "kestrel-tickets": kestrelTickets,
  "lumina-calls": luminaCalls,
  "lumina-tickets": luminaTickets,
  "norwind-interactions": norwindInteractions,
  "quality-audits": qualityAudits,
  "sandpiper-cases": sandpiperCases,
  "sandpiper-contacts": sandpiperContacts,
  volumes,
  workforce,
  "workforce-shares": workforceShares,
};
