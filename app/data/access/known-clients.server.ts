import type { Database } from "../db/database.server";
import { networkOf } from "./client-network";
import { digestToken } from "./secrets.server";

/** How long a place stays known after it was last used. */
const KNOWN_MS = 90 * 86_400_000;

export const knownSince = (now: Date): Date => new Date(now.getTime() - KNOWN_MS);

/** What is tried: `account <e-mail>` or `link <id>`. A place is known for one subject and says nothing of another. */
export type Subject = `account ${string}` | `link ${string}`;

/** Where a try comes from. The device is the secret that its cookie carries; null where it has none. */
export interface SignInClient {
  readonly clientAddress: string;
  readonly device: string | null;
}

function digests(
  subject: Subject,
  { clientAddress, device }: SignInClient,
): { network: string; device: string | null } {
  return {
    network: digestToken(`${subject}\nnetwork ${networkOf(clientAddress)}`),
    device: device === null ? null : digestToken(`${subject}\ndevice ${device}`),
  };
}

/**
 * Which parts of a place have been used successfully for the subject before. Looked up by digest alone, so that the work is the same
 * whether or not there is such an account.
 */
export async function findKnownClient(
  db: Database,
  subject: Subject,
  client: SignInClient,
  now: Date,
): Promise<"device" | "network" | null> {
  const { network, device } = digests(subject, client);
  const rows = await db.inside.knownClient.findMany({
    where: { digest: { in: [network, device ?? network] }, seenAt: { gt: knownSince(now) } },
    select: { digest: true },
  });
  if (rows.some(({ digest }) => digest === device)) return "device";
  return rows.length > 0 ? "network" : null;
}

/** After a success: the network and the device are known from now on. */
export async function rememberClient(db: Database, subject: Subject, client: SignInClient, now: Date): Promise<void> {
  const { network, device } = digests(subject, client);
  for (const digest of device === null ? [network] : [network, device]) {
    await db.inside.knownClient.upsert({ where: { digest }, create: { digest, seenAt: now }, update: { seenAt: now } });
  }
}
