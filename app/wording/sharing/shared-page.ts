export const CLOSED_LINK_TEXT = {
  linkNotFound: "Link not found",
  addressMayBeIncomplete: "The address may be incomplete. Ask the sender for the full link.",
  thisLinkHasExpired: "This link has expired",
  askSenderForNew: "Ask the sender for a new link.",
  thisLinkIsPaused: "This link is paused",
  tryAgainLaterOr: "Try again later, or ask the sender.",
  tooManyAttempts: "Too many attempts",
  waitFewMinutesThen: "Wait a few minutes, then open the link again.",
} as const;

export const LOCKED_LINK_TEXT = {
  enterPassword: "Enter the password",
  askSenderForPassword: "Ask the sender for the password.",
  password: "Password",
  open: "Open",
} as const;

export const SHARED_FRAME_TEXT = {
  sharedBy: (sharedBy: string) => `Shared by ${sharedBy}`,
  expires: (until: string) => ` · expires ${until}`,
} as const;

export const SHARED_PAGE_TEXT = {
  vendorManager: "the vendor manager",
  partners: "Partners",
} as const;

export const SHARED_ROUTE_TEXT = {
  sharedView: "Shared view",
  partners: "Partners",
  wrongPassword: "Wrong password.",
} as const;

export const SHARED_EXPORT_TEXT = {
  nothingDownloadFromThis: "Nothing to download from this link.\n",
} as const;
