import type { Channel, Program } from "./partner";
import type { EpochDay } from "./timeline";

/** A contact as it really was, before a vendor's system writes it down in its own manner. Instants are epoch seconds. */
export type SimulatedContact = {
  id: number;
  day: EpochDay;
  openedAt: number;
  site: string;
  program: Program;
  channel: Channel;
  reason: string;
  language: string;
  customer: string;
  agent: string | null;
  team: string | null;
  tenureDays: number | null;
  severity: string | null;
  answered: boolean;
  waitSeconds: number | null;
  talkSeconds: number | null;
  holdSeconds: number | null;
  wrapSeconds: number | null;
  firstResponseSeconds: number | null;
  resolutionSeconds: number | null;
  resolved: boolean;
  firstContact: boolean | null;
  reopened: boolean;
  transferred: boolean;
  escalated: boolean;
  csat: number | null;
  nps: number | null;
  dueAt: number | null;
  doneAt: number | null;
  appealed: boolean;
  appealDecided: boolean;
  overturned: boolean;
};

export type SimulatedReview = {
  id: number;
  reviewedAt: number;
  contact: SimulatedContact;
  pointsEarned: number;
  pointsPossible: number;
  endUserCritical: boolean;
  businessCritical: boolean;
  complianceCritical: boolean;
  /** Null outside moderation. */
  decision: { decidedPositive: boolean; auditedPositive: boolean } | null;
};

/** One total of one measure of the domain. */
export type SimulatedTotal = {
  day: EpochDay;
  site: string;
  program: string;
  channel: string;
  amounts: Readonly<Record<string, number>>;
};

export type SimulatedDay = {
  day: EpochDay;
  contacts: SimulatedContact[];
  reviews: SimulatedReview[];
  staffing: SimulatedTotal[];
  volumes: SimulatedTotal[];
};
