import { CREATING, type CreatorState } from "~/domain/access/credential-state";
import { roleHolds } from "~/domain/access/permissions";
import type { Database } from "../db/database.server";

/** The state of the accounts that created keys or links, by id. One that is not there is `gone`. */
export async function findCreators(
  db: Database,
  created: keyof typeof CREATING,
  userIds: readonly (string | null)[],
): Promise<(userId: string | null) => { state: CreatorState; name: string | null }> {
  const ids = [...new Set(userIds.filter((id) => id !== null))];
  const users =
    ids.length === 0
      ? []
      : await db.inside.user.findMany({
          where: { id: { in: ids } },
          select: { id: true, name: true, role: true, disabledAt: true },
        });
  const byId = new Map(users.map((user) => [user.id, user]));
  return (userId) => {
    if (userId === null) return { state: "none", name: null };
    const user = byId.get(userId);
    if (user === undefined) return { state: "gone", name: null };
    const { name, role, disabledAt } = user;
    if (disabledAt !== null) return { state: "disabled", name };
    return { state: roleHolds(role, CREATING[created]) ? "active" : "demoted", name };
  };
}

/** How many keys and links that a person created are neither revoked nor expired. */
export async function countCreated(db: Database, userId: string, now: Date): Promise<{ keys: number; links: number }> {
  const inUse = { createdBy: userId, revokedAt: null, expiresAt: { gt: now } };
  const [keys, links] = await Promise.all([
    db.inside.apiKey.count({ where: inUse }),
    db.inside.shareLink.count({ where: inUse }),
  ]);
  return { keys, links };
}
