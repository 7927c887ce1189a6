import { PlainFrame } from "../layout/plain-frame";

const WORDS = {
  unknown: {
    title: "This link does not open anything",
    text: "It may have been cut when it was copied. Ask the person who sent it for the whole link.",
  },
  ended: {
    title: "This link has ended",
    text: "What it showed is no longer shared here. Ask the person who sent it for a new one.",
  },
  paused: {
    title: "This link is paused",
    text: "The person who shared it has paused it for now. Try again later, or ask them.",
  },
  slowed: {
    title: "One moment",
    text: "There were many tries in a short time. Wait a few minutes, then open the link again.",
  },
} as const;

export type ClosedLinkState = keyof typeof WORDS;

/** A link that shows nothing now, said kindly and without telling what was behind it. */
export function ClosedLink({ state }: { state: ClosedLinkState }) {
  return <PlainFrame title={WORDS[state].title} lead={WORDS[state].text} />;
}
