import type { Duration } from "~/domain/metrics/contact-amounts";
import { Prisma } from "../generated/client";

/**
 * Which contacts have which duration, in SQL over the contact table as `c`: the same statements as
 * `contactOutcome` and `contactDuration` of the domain, which tests compare them with.
 */
export const ANSWERED = Prisma.sql`(c.answered IS TRUE OR (c.answered IS NULL AND c.abandoned IS FALSE))`;
export const HANDLED = Prisma.sql`(c.answered IS TRUE OR (c.answered IS NULL AND c.abandoned IS NOT TRUE))`;
export const ABANDONED = Prisma.sql`(c.answered IS NOT TRUE AND (c.abandoned IS TRUE OR (c.answered IS FALSE AND c.abandoned IS NULL)))`;

/** Whole days; contacts left unresolved have none, as with the times to resolution. */
export const RESOLUTION_BUSINESS_DAYS = Prisma.sql`CASE WHEN c.resolved IS NOT FALSE THEN c.resolution_business_days END`;

export const DURATION_SQL: Readonly<Record<Duration, Prisma.Sql>> = {
  wait: Prisma.sql`CASE WHEN ${ANSWERED} THEN c.wait_seconds END`,
  talk: Prisma.sql`CASE WHEN ${HANDLED} THEN c.talk_seconds END`,
  handle: Prisma.sql`CASE WHEN ${HANDLED}
    THEN coalesce(c.handle_seconds, c.talk_seconds + coalesce(c.hold_seconds, 0) + coalesce(c.wrap_seconds, 0)) END`,
  firstResponse: Prisma.sql`c.first_response_seconds`,
  resolution: Prisma.sql`CASE WHEN c.resolved IS NOT FALSE THEN c.resolution_seconds END`,
  firstResponseBusiness: Prisma.sql`c.first_response_business_seconds`,
  resolutionBusiness: Prisma.sql`CASE WHEN c.resolved IS NOT FALSE THEN c.resolution_business_seconds END`,
};
