export type ErrorText = { readonly title: string; readonly message: string };

/** What an error page says by its status, unless the page knows better. */
const BY_STATUS: Readonly<Record<number, ErrorText>> = {
  400: { title: "Bad request", message: "Part of the address or form is missing or malformed. Go back and try again." },
  401: { title: "Sign in required", message: "Sign in to open this page." },
  403: { title: "Access denied", message: "You don’t have access to this page." },
  404: { title: "Page not found", message: "The address is wrong, or the item was removed." },
  405: { title: "Action not available", message: "Go back and start again from the page of this action." },
  410: { title: "No longer available", message: "Ask the person who sent you the link for a new one." },
  413: { title: "Upload too large", message: "Nothing was saved. Split the upload into smaller parts." },
  429: { title: "Too many requests", message: "Wait a few minutes, then try again." },
  503: {
    title: "Temporarily unavailable",
    message: "Plumbline is starting or busy. Reload the page in a few seconds.",
  },
};

const UNEXPECTED: ErrorText = {
  title: "Something went wrong",
  message: "Reload the page and try again. If it happens again, contact an admin.",
};

export function errorText(status: number): ErrorText {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? BY_STATUS[400] : undefined) ?? UNEXPECTED;
}

/** How an error page leads on. */
export const ERROR_PAGE = { signIn: "Sign in", home: "Go to the start page", errorId: "Error ID:" } as const;
