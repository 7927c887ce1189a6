import { EXCLUSION_ERRORS, EXTENT_PROBLEM_TEXTS, PART_PROBLEM_TEXTS } from "~/wording/contracts/exclusion-errors";
import type { DecisionRefusal, RequestRefusal } from "./exclusions.server";

/** Why nothing was stored: the field of the form that it is about ("" for the whole), and the sentence. */
export function exclusionRefusalText(refusal: RequestRefusal | DecisionRefusal): { field: string; text: string } {
  switch (refusal.problem) {
    case "not-permitted":
      return { field: "", text: EXCLUSION_ERRORS.notPermitted };
    case "not-found":
      return { field: "", text: EXCLUSION_ERRORS.notFound };
    case "unknown-partner":
      return { field: "vendor", text: EXCLUSION_ERRORS.unknownPartner };
    case "already-decided":
      return { field: "", text: EXCLUSION_ERRORS.alreadyDecided };
    case "closed-month":
      return { field: "", text: EXCLUSION_ERRORS.closedMonth(refusal.month) };
    case "removes-everything":
      return { field: "", text: EXCLUSION_ERRORS.emptied(refusal.targets) };
    case "unknown-part":
      return { field: refusal.part, text: EXCLUSION_ERRORS.unknownPart(refusal.part, refusal.names) };
    case "unknown-contacts":
      return { field: "contacts", text: EXCLUSION_ERRORS.unknownContacts(refusal.ids) };
    case "wider-than-requested":
    case "same-as-requested":
      return { field: "", text: PART_PROBLEM_TEXTS[refusal.problem] };
    case "no-sow":
      return { field: "vendor", text: EXTENT_PROBLEM_TEXTS[refusal.problem] };
    case "days-reversed":
    case "too-many-days":
    case "outside-term":
      return { field: "to", text: EXTENT_PROBLEM_TEXTS[refusal.problem] };
    case "hours-reversed":
      return { field: "toTime", text: EXTENT_PROBLEM_TEXTS[refusal.problem] };
    case "hours-and-contacts":
    case "no-contacts":
    case "too-many-contacts":
    case "contact-outside-days":
      return { field: "contacts", text: EXTENT_PROBLEM_TEXTS[refusal.problem] };
  }
}
