/** Answers of /healthz and /readyz. */
export const HEALTH = {
  up: "up",
  ready: "ready",
  stopping: "stopping",
  migrationsPending: "migrations pending",
  databaseUnavailable: "database unavailable",
} as const;

/** The help text of the figures for Prometheus. */
export const REQUEST_SECONDS_HELP = "Time to respond to a request, by area of the product, method and status class.";

/** What the server prints when it starts and stops. */
export const CONSOLE = {
  ready: (address: string) => `Plumbline is running at ${address}`,
  setUp: (link: string) => `Finish setup with this link (works once, expires in 24 hours):\n  ${link}`,
  stop: "Press Ctrl-C to stop.",
  stopping: "Stopping …",
  portInUse: (port: number) =>
    `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=3001 npm start`,
  loadingDemo: "Loading the demo data into the empty database …",
  signIn: "Sign in with one of these accounts:",
  signInSamePassword: "Sign in with one of these accounts and the password below:",
  password: (password: string) => `  password  ${password}`,
} as const;
