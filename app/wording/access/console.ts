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
