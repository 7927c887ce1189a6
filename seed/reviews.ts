import { logistic, logit, inexperience, type Levels } from "./levels";
import type { Partner } from "./partner";
import type { Random } from "./random";
import type { SimulatedContact, SimulatedReview } from "./simulated";

export const POINTS_POSSIBLE = 100;

/** Share of what moderators see that is in fact against the rules. */
const VIOLATING = 0.54;

/** Audits a contact one to three days after it, or leaves it alone. Quality is that of the day of the contact. */
export function simulateReview(
  partner: Partner,
  contact: SimulatedContact,
  skill: number,
  levels: Levels,
  end: number,
  random: Random,
): SimulatedReview | null {
  const { character } = partner;
  if (contact.agent === null || !random.chance(character.reviewShare)) return null;
  const fresh = inexperience(contact.tenureDays ?? 400);
  const reviewedAt = contact.openedAt + random.integer(20 * 3600, 72 * 3600);
  const share = character.qa + levels.qa - 0.05 * fresh + 0.012 * skill + 0.055 * random.normal();
  const error = (clean: number, shift: number) =>
    !random.chance(logistic(logit(clean) + shift + 0.15 * skill - 0.5 * fresh));
  const endUserCritical = error(character.endUserClean, levels.endUser);
  const complianceCritical = error(character.complianceClean, levels.compliance);
  const businessCritical = error(0.99, 0);

  let decision: SimulatedReview["decision"] = null;
  if (contact.channel === "Moderation queue") {
    const auditedPositive = random.chance(VIOLATING);
    const wrong = error(character.accuracy, levels.accuracy);
    decision = { auditedPositive, decidedPositive: auditedPositive !== wrong };
  }
  if (reviewedAt >= end) return null;
  return {
    id: contact.id,
    reviewedAt,
    contact,
    pointsPossible: POINTS_POSSIBLE,
    pointsEarned: Math.round(POINTS_POSSIBLE * Math.min(1, Math.max(0.35, share))),
    endUserCritical,
    businessCritical,
    complianceCritical,
    decision,
  };
}
