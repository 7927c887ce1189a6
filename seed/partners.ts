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
  restlessness: number;
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

export const PARTNERS: readonly Partner[] = [
  {
    key: "lumina",
    name: "Lumina",
    summary: "The largest partner, steady for a year until a policy change and a wave of new hires met in Manila.",
    character: {
      straightThrough: 0.58,
      queueSeconds: 19,
      voiceTalk: 300,
      chatTalk: 385,
      emailTalk: 390,
      moderationTalk: 95,
      csat: 0.878,
      surveyResponse: 0.3,
      asksNps: false,
      reviewShare: 0.055,
      fcr: 0.735,
      firstResponseHours: 2.6,
      resolutionHours: 13,
      qa: 0.918,
      endUserClean: 0.984,
      complianceClean: 0.993,
      accuracy: 0.982,
      adherence: 0.936,
      occupancy: 0.82,
      shrinkage: 0.285,
      yearlyAttrition: 0.3,
      contactPriceMinor: 412,
      restlessness: 0.07,
      yearlyGain: 0.03,
    },
    sites: [
      { name: "Manila", agents: 17, names: "manila", languages: [["English", 92], ["Tagalog", 8]] },
      { name: "Cebu", agents: 10, names: "manila", languages: [["English", 95], ["Tagalog", 5]] },
    ],
    queues: [
      { site: "Manila", program: "Buyer support", channel: "Chat", perMonth: 1500 },
      { site: "Manila", program: "Buyer support", channel: "Voice", perMonth: 1050 },
      { site: "Manila", program: "Buyer support", channel: "Email", perMonth: 420 },
      { site: "Cebu", program: "Buyer support", channel: "Voice", perMonth: 700 },
      { site: "Cebu", program: "Buyer support", channel: "Chat", perMonth: 520 },
      { site: "Cebu", program: "Seller support", channel: "Email", perMonth: 480 },
      { site: "Cebu", program: "Seller support", channel: "Chat", perMonth: 330 },
    ],
  },
  {
    key: "norwind",
    name: "Norwind",
    summary: "Able and volatile: good weeks and bad weeks, a telephony outage last month, a late shift that drifts.",
    character: {
      straightThrough: 0.58,
      queueSeconds: 18,
      voiceTalk: 278,
      chatTalk: 350,
      emailTalk: 380,
      moderationTalk: 95,
      csat: 0.89,
      surveyResponse: 0.27,
      asksNps: false,
      reviewShare: 0.07,
      fcr: 0.775,
      firstResponseHours: 3.1,
      resolutionHours: 12,
      qa: 0.92,
      endUserClean: 0.982,
      complianceClean: 0.991,
      accuracy: 0.98,
      adherence: 0.921,
      occupancy: 0.8,
      shrinkage: 0.3,
      yearlyAttrition: 0.26,
      contactPriceMinor: 528,
      restlessness: 0.2,
      yearlyGain: 0,
    },
    sites: [
      { name: "Kraków", agents: 19, names: "krakow", languages: [["English", 55], ["German", 28], ["Polish", 17]] },
    ],
    queues: [
      { site: "Kraków", program: "Buyer support", channel: "Voice", perMonth: 1850 },
      { site: "Kraków", program: "Buyer support", channel: "Chat", perMonth: 800 },
      { site: "Kraków", program: "Payments risk", channel: "Voice", perMonth: 330 },
      { site: "Kraków", program: "Payments risk", channel: "Email", perMonth: 240 },
    ],
  },
  {
    key: "sandpiper",
    name: "Sandpiper",
    summary: "Cheap and slow: long handle times, long replies, and a backlog in Medellín that overtime does not cure.",
    character: {
      straightThrough: 0.62,
      queueSeconds: 18.5,
      voiceTalk: 318,
      chatTalk: 410,
      emailTalk: 405,
      moderationTalk: 95,
      csat: 0.873,
      surveyResponse: 0.26,
      asksNps: false,
      reviewShare: 0.06,
      fcr: 0.75,
      firstResponseHours: 4.6,
      resolutionHours: 21,
      qa: 0.921,
      endUserClean: 0.984,
      complianceClean: 0.992,
      accuracy: 0.98,
      adherence: 0.945,
      occupancy: 0.85,
      shrinkage: 0.27,
      yearlyAttrition: 0.38,
      contactPriceMinor: 268,
      restlessness: 0.08,
      yearlyGain: 0,
    },
    sites: [
      { name: "Bogotá", agents: 13, names: "bogota", languages: [["Spanish", 62], ["English", 38]] },
      { name: "Medellín", agents: 9, names: "bogota", languages: [["Spanish", 55], ["English", 45]] },
    ],
    queues: [
      { site: "Bogotá", program: "Buyer support", channel: "Voice", perMonth: 1050 },
      { site: "Bogotá", program: "Buyer support", channel: "Chat", perMonth: 980 },
      { site: "Medellín", program: "Seller support", channel: "Email", perMonth: 620 },
      { site: "Medellín", program: "Seller support", channel: "Chat", perMonth: 480 },
      { site: "Medellín", program: "Buyer support", channel: "Email", perMonth: 460 },
    ],
  },
  {
    key: "atlas-trust",
    name: "Atlas Trust",
    summary: "The trust & safety specialist: fast decisions, audited by the hundred, no customer surveys.",
    character: {
      straightThrough: 0.8,
      queueSeconds: 10,
      voiceTalk: 280,
      chatTalk: 340,
      emailTalk: 360,
      moderationTalk: 72,
      csat: 0.85,
      surveyResponse: 0,
      asksNps: false,
      reviewShare: 0.3,
      fcr: 0.8,
      firstResponseHours: 1.5,
      resolutionHours: 4,
      qa: 0.958,
      endUserClean: 0.988,
      complianceClean: 0.994,
      accuracy: 0.9835,
      adherence: 0.956,
      occupancy: 0.79,
      shrinkage: 0.26,
      yearlyAttrition: 0.2,
      contactPriceMinor: 186,
      restlessness: 0.07,
      yearlyGain: 0.02,
    },
    sites: [
      { name: "Lisbon", agents: 16, names: "lisbon", languages: [["English", 48], ["Portuguese", 22], ["French", 18], ["Spanish", 12]] },
    ],
    queues: [
      { site: "Lisbon", program: "Live trust & safety", channel: "Moderation queue", perMonth: 2350 },
      { site: "Lisbon", program: "Payments risk", channel: "Moderation queue", perMonth: 620 },
    ],
  },
  {
    key: "kestrel",
    name: "Kestrel",
    summary: "Improving: a weak start, a coaching programme, and a quiet recovery that nobody wrote down.",
    character: {
      straightThrough: 0.66,
      queueSeconds: 16,
      voiceTalk: 285,
      chatTalk: 365,
      emailTalk: 375,
      moderationTalk: 95,
      csat: 0.878,
      surveyResponse: 0.32,
      asksNps: true,
      reviewShare: 0.1,
      fcr: 0.77,
      firstResponseHours: 2.4,
      resolutionHours: 11,
      qa: 0.926,
      endUserClean: 0.986,
      complianceClean: 0.994,
      accuracy: 0.98,
      adherence: 0.949,
      occupancy: 0.81,
      shrinkage: 0.27,
      yearlyAttrition: 0.18,
      contactPriceMinor: 344,
      restlessness: 0.06,
      yearlyGain: 0.08,
    },
    sites: [{ name: "Nairobi", agents: 12, names: "nairobi", languages: [["English", 84], ["Swahili", 9], ["French", 7]] }],
    queues: [
      { site: "Nairobi", program: "Buyer support", channel: "Chat", perMonth: 620 },
      { site: "Nairobi", program: "Buyer support", channel: "Voice", perMonth: 480 },
      { site: "Nairobi", program: "Seller support", channel: "Email", perMonth: 360 },
      { site: "Nairobi", program: "Seller support", channel: "Chat", perMonth: 270 },
    ],
  },
  {
    key: "harbour",
    name: "Harbour",
    summary: "Excellent but small: few agents who have stayed for years, and samples that are sometimes too few to judge.",
    character: {
      straightThrough: 0.72,
      queueSeconds: 15,
      voiceTalk: 330,
      chatTalk: 380,
      emailTalk: 385,
      moderationTalk: 95,
      csat: 0.925,
      surveyResponse: 0.36,
      asksNps: true,
      reviewShare: 0.2,
      fcr: 0.81,
      firstResponseHours: 1.8,
      resolutionHours: 8,
      qa: 0.95,
      endUserClean: 0.992,
      complianceClean: 0.997,
      accuracy: 0.99,
      adherence: 0.96,
      occupancy: 0.74,
      shrinkage: 0.24,
      yearlyAttrition: 0.08,
      contactPriceMinor: 688,
      restlessness: 0.06,
      yearlyGain: 0.02,
    },
    sites: [{ name: "Halifax", agents: 6, names: "halifax", languages: [["English", 82], ["French", 18]] }],
    queues: [
      { site: "Halifax", program: "Buyer support", channel: "Voice", perMonth: 340 },
      { site: "Halifax", program: "Buyer support", channel: "Email", perMonth: 150 },
      { site: "Halifax", program: "Payments risk", channel: "Voice", perMonth: 16 },
    ],
  },
];
