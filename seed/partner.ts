export const PROGRAMS = ["Buyer support", "Seller support", "Live trust & safety", "Payments risk"] as const;
export type Program = (typeof PROGRAMS)[number];

export const CHANNELS = ["Voice", "Chat", "Email", "Moderation queue"] as const;
export type Channel = (typeof CHANNELS)[number];

export type Reason = { name: string; weight: number };

export const REASONS: Record<Program, readonly Reason[]> = {
  "Buyer support": [
    { name: "Where is my order", weight: 30 },
    { name: "Refund", weight: 26 },
    { name: "Return", weight: 14 },
    { name: "Damaged item", weight: 11 },
    { name: "Account access", weight: 8 },
    { name: "Payment failed", weight: 6 },
    { name: "Cancel order", weight: 5 },
  ],
  "Seller support": [
    { name: "Payout", weight: 30 },
    { name: "Listing removed", weight: 20 },
    { name: "Fees", weight: 17 },
    { name: "Shipping label", weight: 15 },
    { name: "Account verification", weight: 11 },
    { name: "Buyer dispute", weight: 7 },
  ],
  "Live trust & safety": [
    { name: "Counterfeit goods", weight: 28 },
    { name: "Prohibited items", weight: 25 },
    { name: "Harassment", weight: 16 },
    { name: "Shill bidding", weight: 13 },
    { name: "Spam", weight: 13 },
    { name: "Weapons", weight: 5 },
  ],
  "Payments risk": [
    { name: "Chargeback", weight: 38 },
    { name: "Suspicious payout", weight: 27 },
    { name: "Identity check", weight: 22 },
    { name: "Card testing", weight: 13 },
  ],
};

/** What one queue of a partner is like when nothing particular happens. */
export type Queue = {
  site: string;
  program: Program;
  channel: Channel;
  /** Contacts a month at scale 1. */
  perMonth: number;
};

export type Site = {
  name: string;
  agents: number;
  languages: readonly [string, number][];
  /** Which list of names its people are drawn from. */
  names: "manila" | "krakow" | "bogota" | "lisbon" | "nairobi" | "halifax";
};

/** The levels a partner holds on an ordinary day. Shares are 0–1, durations seconds. */
export type Character = {
  /** Share of answered calls whose caller did not have to queue at all, and the mean queue of the others. */
  straightThrough: number;
  queueSeconds: number;
  voiceTalk: number;
  chatTalk: number;
  emailTalk: number;
  moderationTalk: number;
  csat: number;
  surveyResponse: number;
  /** Whether the survey also asks for a recommendation (0–10). */
  asksNps: boolean;
  /** Share of handled contacts that are audited. */
  reviewShare: number;
  fcr: number;
  firstResponseHours: number;
  resolutionHours: number;
  qa: number;
  endUserClean: number;
  complianceClean: number;
  accuracy: number;
  adherence: number;
  occupancy: number;
  shrinkage: number;
  yearlyAttrition: number;
  /** Price of a handled contact in minor units. */
  contactPriceMinor: number;
  /** How far one day strays from the next (standard deviation of the logarithm of load). */
  turnoverRisk: number;
  /** Yearly drift of satisfaction and quality, in logits: positive means improving. */
  yearlyGain: number;
};

export type Partner = {
  key: string;
  name: string;
  summary: string;
  character: Character;
  sites: readonly Site[];
  queues: readonly Queue[];
};
