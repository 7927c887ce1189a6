import type { Installation } from "./installation";
import { observe } from "./observe";
import { goOn, openLinks, signInEverybody } from "./use";
import type { Access } from "./world";

/** Everything that is compared between the release that made a dump and today's: as it was left, and after people went on. */
export async function answersOf(installation: Installation, access: Access) {
  const before = await observe(installation, access);
  const signIns = await signInEverybody(installation, access);
  const links = await openLinks(installation, access);
  const wentOn = await goOn(installation, access);
  const after = await observe(installation, access);
  return { before, signIns, links, wentOn, after };
}

export type Answers = Awaited<ReturnType<typeof answersOf>>;
