import { ATLAS_TRUST_STORIES } from "./stories/atlas-trust";
import { HARBOUR_STORIES } from "./stories/harbour";
import { KESTREL_STORIES } from "./stories/kestrel";
import { LUMINA_STORIES } from "./stories/lumina";
import { NORWIND_STORIES } from "./stories/norwind";
import { SANDPIPER_STORIES } from "./stories/sandpiper";
import { plant, type PlantedStory, type Story } from "./stories/story";
import type { EpochDay } from "./timeline";

/** Everything that is planted in the demo data: what, where, from, until, how much, in which metric, and what the fixes really did. */
export const STORIES: readonly Story[] = [
  ...LUMINA_STORIES,
  ...NORWIND_STORIES,
  ...SANDPIPER_STORIES,
  ...ATLAS_TRUST_STORIES,
  ...KESTREL_STORIES,
  ...HARBOUR_STORIES,
];

/** The stories of a partner with their days filled in for demo data that ends at `today`. */
export function plantedStories(partner: string, today: EpochDay): PlantedStory[] {
  return STORIES.filter((story) => story.partner === partner).map((story) => plant(story, today));
}
