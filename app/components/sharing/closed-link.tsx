import { PlainFrame } from "../layout/plain-frame";
import { CLOSED_LINK_TEXT } from "~/wording/sharing/shared-page";

const WORDS = {
  unknown: {
    title: CLOSED_LINK_TEXT.linkNotFound,
    text: CLOSED_LINK_TEXT.addressMayBeIncomplete,
  },
  ended: {
    title: CLOSED_LINK_TEXT.thisLinkHasExpired,
    text: CLOSED_LINK_TEXT.askSenderForNew,
  },
  paused: {
    title: CLOSED_LINK_TEXT.thisLinkIsPaused,
    text: CLOSED_LINK_TEXT.tryAgainLaterOr,
  },
  slowed: {
    title: CLOSED_LINK_TEXT.tooManyAttempts,
    text: CLOSED_LINK_TEXT.waitFewMinutesThen,
  },
} as const;

export type ClosedLinkState = keyof typeof WORDS;

/** Why a link shows nothing now, without naming what was behind it. */
export function ClosedLink({ state }: { state: ClosedLinkState }) {
  return <PlainFrame title={WORDS[state].title} lead={WORDS[state].text} />;
}
