import type { CreatorState } from "~/domain/access/credential-state";
import type { Database } from "./database.server";

/** How the accounts stand that made something, by id. One that is not there is `gone`. */
export async function findCreators(
  db: Database,
  userIds: readonly (string | null)[],
): Promise<(userId: string | null) => { state: CreatorState; name: string | null }> {
  const ids = [...new Set(userIds.filter((id) => id !== null))];
  const users =
    ids.length === 0
      ? []
      : await db.inside.user.findMany({
          where: { id: { in: ids } },
          select: { id: true, name: true, disabledAt: true },
        });
  const byId = new Map(users.map((user) => [user.id, user]));
  return (userId) => {
    if (userId === null) return { state: "none", name: null };
    const user = byId.get(userId);
    if (user === undefined) return { state: "gone", name: null };
    return { state: user.disabledAt === null ? "active" : "disabled", name: user.name };
  };
}
