import type { TestProject } from "vitest/node";
import { removeDataFolder, serve, temporaryDataFolder } from "../support/served";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the run's server answers, the password of its demo accounts, and its data folder. */
    demoServer: { origin: string; password: string; dataFolder: string };
  }
}

/** `npm start` on an empty data folder, filled with the demo data, once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await temporaryDataFolder();
  const served = await serve(dataFolder);
  const tearDown = async () => {
    await served.stop();
    await removeDataFolder(dataFolder);
  };
  const password = /^\s*password\s+(\S+)$/m.exec(served.printed())?.[1];
  if (!password) {
    await tearDown();
    throw new Error("The console named no password for the demo accounts.");
  }
  project.provide("demoServer", { origin: served.origin, password, dataFolder });
  return tearDown;
}
