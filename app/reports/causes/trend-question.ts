export const GRAINS = ["day", "week", "month"] as const;
export type Grain = (typeof GRAINS)[number];

export const SPLITS = ["site", "program", "channel"] as const;
export type Split = (typeof SPLITS)[number];
