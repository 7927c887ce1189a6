/** Why a request was refused before any page or report saw it. Title and what to do. */
export const REQUESTS = {
  noAccess: {
    member: "You don’t have access to this page. An admin can change your role under People.",
    partner: "You don’t have access to this page. Ask your contact at the organization.",
  },
  otherSite: {
    title: "Request from another site",
    detail: "Nothing was changed. Open the page in Plumbline and submit the form again.",
  },
  badMethod: (methods: readonly string[]) => ({
    title: "Method not allowed",
    detail: `Use one of ${methods.join(", ")}.`,
  }),
  badAddress: { title: "Invalid address", detail: "Check the address, or go to the start page." },
  badCharacters: {
    title: "Invalid address",
    detail: "The address contains characters that are not allowed. Check it, or go to the start page.",
  },
  badOrigin: { title: "Bad request", detail: "The Origin header is malformed. Nothing was changed." },
  badHost: { title: "Bad request", detail: "The Host header is malformed or repeated." },
  wrongHost: (origin: string) => ({
    title: "Unknown address",
    detail: `Plumbline runs at ${origin} on this machine. To use another address, start Plumbline with PLUMBLINE_ORIGIN set to it, such as https://plumbline.example.`,
  }),
  noLength: {
    title: "Content-Length required",
    detail: "Nothing was saved. Send the request with a Content-Length header.",
  },
  tooLarge: (size: string) => ({
    title: "Request too large",
    detail: `Nothing was saved. The limit for this address is ${size}.`,
  }),
  failed: { title: "Something went wrong", detail: "Nothing was changed. Try again in a moment." },
  busy: { title: "Plumbline is busy", detail: "Try again in a few seconds." },
  noFile: "File not found.",
  startPage: "Start page",
} as const;

/** What the API answers instead of data. */
export const API_REFUSALS = {
  noKey: { title: "Valid API key required" },
  revoked: { title: "API key revoked", detail: "Ask an admin for a new key." },
  stopped: (creator: "demoted" | "disabled") => ({
    title: "API key inactive",
    detail: `The account that created it ${creator === "demoted" ? "can no longer create API keys" : "is disabled"}. Ask an admin for a new key.`,
  }),
  expired: (day: string) => ({ title: "API key expired", detail: `It expired on ${day}. Ask an admin for a new key.` }),
  tooManyRequests: "Too many requests with this API key",
  tooManyBadKeys: "Too many invalid API keys from this network",
  notPermitted: "Not permitted for this API key",
  readOnly: "This address is read-only",
  wrongMethod: "Method not allowed",
  methodNotAllowed: (method: string) => `${method} is not allowed here.`,
  failed: (id: string) => ({ title: "Something went wrong", detail: `Error ID: ${id}` }),
  invalid: "Invalid request",
  notFound: "Not found, or not accessible with this API key",
} as const;
