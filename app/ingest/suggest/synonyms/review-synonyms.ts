import { CONTACT_SYNONYMS, PEOPLE_SYNONYMS, SLICE_SYNONYMS } from "./contact-synonyms";
import { STATUS_SYNONYMS } from "./status-synonyms";
import type { Synonyms } from "./synonym";

/** What quality teams call what is known of a review: an evaluation of one contact or one decision. */
export const REVIEW_SYNONYMS = {
  externalId: {
    surely:
      "review id | evaluation id | audit id | qa id | form id | assessment id | scorecard id | monitoring id | id | unique id | evaluation number",
    often: "number | reference | uuid | record id",
  },
  vendor: CONTACT_SYNONYMS.vendor,
  reviewedAt: {
    surely:
      "reviewed at | review date | evaluation date | evaluated at | audit date | audited at | qa date | date of review | date evaluated | monitoring date | assessment date | date reviewed | bewertet am | fecha de evaluacion | date d evaluation | completed date | evaluation time",
    often: "date | scored at | timestamp | created at | submitted at | datum | fecha",
    perhaps: "time | day",
  },
  reason: CONTACT_SYNONYMS.reason,
  severity: CONTACT_SYNONYMS.severity,
  contactExternalId: {
    surely:
      "contact id | ticket id | call id | case id | conversation id | interaction id | case number | item id | content id | ticket number | incident number",
    often: "ticket | contact | job id | task id",
  },
  pointsEarned: {
    surely:
      "points earned | points | score | qa score | quality score | total score | points awarded | earned points | earned | points scored | punkte | puntos | evaluation score",
    often: "result | final score | achieved | marks",
  },
  pointsPossible: {
    surely:
      "points possible | possible points | max points | maximum points | max score | maximum score | available points | points available | possible | possible score | applicable points",
    often: "out of | weight",
  },
  endUserCritical: {
    surely:
      "end user critical | end user critical error | customer critical | customer critical error | euce | ccce | customer critical fail | critical error customer",
    often: "critical error | auto fail | critical fail | fatal error | fatal",
  },
  businessCritical: { surely: "business critical | business critical error | bce | bcce | critical error business" },
  complianceCritical: {
    surely:
      "compliance critical | compliance critical error | compliance error | cce | compliance fail | critical error compliance | compliance",
  },
  decisionCorrect: {
    surely:
      "decision correct | correct | is correct | correct decision | accurate | decision accurate | audit result | qa result | agreement",
    often: "accuracy | match | pass",
  },
  decidedPositive: {
    surely:
      "decided positive | moderator decision | decision | agent decision | action taken | initial decision | vendor decision | original decision | label",
    often: "violating | verdict",
  },
  auditedPositive: {
    surely:
      "audited positive | audit decision | auditor decision | final decision | gold label | ground truth | golden decision | qa decision | auditor label | true label",
    often: "expected decision",
  },
  ...SLICE_SYNONYMS,
  ...PEOPLE_SYNONYMS,
  agent: {
    ...PEOPLE_SYNONYMS.agent,
    often: "moderator | moderator name | employee | employee name | employee id | advisor | analyst | rep | user",
  },
  ...STATUS_SYNONYMS,
} as const satisfies Record<string, Synonyms>;
