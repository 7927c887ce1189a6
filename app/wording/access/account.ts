import { auditActionText } from "./audit";

/** The page of one's own account. */
export const ACCOUNT = {
  title: "Your account",
  changed: { title: "Password changed", text: "All your other sessions were ended." },
  changePassword: "Change password",
  currentPassword: "Current password",
  newPassword: "New password",
  errors: {
    enterCurrent: "Enter your current password.",
    enterNew: "Enter a new password.",
    wrong: "Wrong password.",
    same: "This is your current password. Choose a different one.",
    tooMany: "Too many attempts. Try again in 15 minutes.",
    notAPerson: "This account has no password.",
  },
} as const;

export const SESSIONS = {
  title: "Sessions",
  detail: "A session ends after 12 hours without activity, and after 14 days at the latest.",
  caption: "Your sessions",
  columns: { device: "Device", address: "IP address", signedIn: "Signed in", lastSeen: "Last seen" },
  current: "This session",
  unknownAddress: "Not recorded",
  end: "End session",
  endOf: (device: string) => `End session: ${device}`,
  endAll: {
    open: "Sign out everywhere",
    title: "Sign out everywhere?",
    text: "All sessions end now, including this one. Sign in again with your password.",
  },
  unknown: "This session does not exist.",
  alreadyEnded: "This session has already ended. Reload the account page.",
} as const;

export const ACTIVITY = {
  title: "Recent activity",
  detail: "Sign-ins and account changes. If you don’t recognize one, change your password and contact an admin.",
  caption: "Recent sign-ins and account changes",
  columns: { event: "Event", time: "Time", by: "By", address: "IP address" },
  empty: "No activity yet",
  by: { you: "You", notSignedIn: "Not signed in", admin: "An admin" },
} as const;

export function activityText(event: string, times: number): string {
  const text = event === "person.added" ? "Account created" : auditActionText(event);
  return times > 1 ? `${text} (${times} times)` : text;
}
