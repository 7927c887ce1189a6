import { randomInt } from "node:crypto";
import type { Role } from "~/domain/access/viewer";

export type DemoPerson = { email: string; name: string; role: Role; vendor: string | null };

/** One account of every role; of the partners' people, one each for the two that have most to explain. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: "lead@demo.plumbline.example", name: "Dana Whitfield", role: "lead", vendor: null },
  { email: "admin@demo.plumbline.example", name: "Marek Olsen", role: "admin", vendor: null },
  { email: "analyst@demo.plumbline.example", name: "Priya Raman", role: "analyst", vendor: null },
  { email: "stakeholder@demo.plumbline.example", name: "Tomás Ferreira", role: "stakeholder", vendor: null },
  { email: "lumina@demo.plumbline.example", name: "Bea Santos", role: "partner", vendor: "lumina" },
  { email: "norwind@demo.plumbline.example", name: "Kinga Zięba", role: "partner", vendor: "norwind" },
];

/** Who signs the notes that partners wrote. */
export const PARTNER_AUTHORS: Readonly<Record<string, string>> = {
  lumina: "Bea Santos (Lumina)",
  "atlas-trust": "Inês Barros (Atlas Trust)",
  kestrel: "Samuel Maina (Kestrel)",
};

const WORDS = [
  "amber",
  "anchor",
  "basalt",
  "beacon",
  "birch",
  "bramble",
  "canyon",
  "cedar",
  "cinder",
  "clover",
  "cobalt",
  "copper",
  "coral",
  "cricket",
  "delta",
  "ember",
  "falcon",
  "fennel",
  "flint",
  "garnet",
  "ginger",
  "granite",
  "hazel",
  "heron",
  "indigo",
  "ivory",
  "jasper",
  "juniper",
  "kelp",
  "lagoon",
  "lantern",
  "lichen",
  "linden",
  "magnet",
  "maple",
  "marble",
  "meadow",
  "mica",
  "moss",
  "nectar",
  "nettle",
  "ochre",
  "olive",
  "onyx",
  "orchid",
  "osprey",
  "pebble",
  "pepper",
  "pine",
  "plover",
  "quartz",
  "raven",
  "ripple",
  "saffron",
  "sequoia",
  "slate",
  "sparrow",
  "spruce",
  "sumac",
  "thistle",
  "topaz",
  "walnut",
  "willow",
  "zephyr",
] as const;

/** A passphrase for the accounts of the demo, made again for every installation. */
export function newDemoPassword(): string {
  return Array.from({ length: 6 }, () => WORDS[randomInt(WORDS.length)]).join("-");
}
