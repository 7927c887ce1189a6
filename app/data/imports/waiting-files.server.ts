import type { Database } from "../db/database.server";
import type { Host } from "../db/own-host.server";

/** An uploaded or received file on a host's disk. */
export type WaitingFile = {
  id: string;
  folder: "staged" | "received";
  actor: string;
  fileName: string;
  bytes: number;
};

export type ListedWaitingFile = WaitingFile & { host: Host; createdAt: Date };

/** How many files, and how many bytes. */
export type Usage = { files: number; bytes: number };

export async function recordWaitingFiles(db: Database, host: Host, files: readonly WaitingFile[]): Promise<void> {
  await db.inside.$transaction(
    files.map(({ bytes, ...file }) => {
      const row = { ...file, bytes: BigInt(bytes), hostId: host.id, hostName: host.name };
      return db.inside.waitingFile.upsert({ where: { id: file.id }, create: row, update: row });
    }),
  );
}

export async function forgetWaitingFiles(db: Database, ids: readonly string[]): Promise<void> {
  await db.inside.waitingFile.deleteMany({ where: { id: { in: [...ids] } } });
}

/** What waits on this host, of this actor and in all. */
export async function findUsage(db: Database, host: Host, actor: string): Promise<{ person: Usage; all: Usage }> {
  const { rows } = await db.pool.query<Record<"own" | "ownBytes" | "every" | "everyBytes", number>>(
    `SELECT count(*) FILTER (WHERE actor = $2)::int AS own, COALESCE(sum(bytes) FILTER (WHERE actor = $2), 0)::float8 AS "ownBytes",
       count(*)::int AS every, COALESCE(sum(bytes), 0)::float8 AS "everyBytes" FROM waiting_file WHERE host_id = $1`,
    [host.id, actor],
  );
  const { own = 0, ownBytes = 0, every = 0, everyBytes = 0 } = rows[0] ?? {};
  return { person: { files: own, bytes: ownBytes }, all: { files: every, bytes: everyBytes } };
}

/** What waits on this host (or, with `host` null, on every one), of these actors (null: of everybody), the newest first. */
export async function listWaitingFiles(
  db: Database,
  { host, actors }: { host: Pick<Host, "id"> | null; actors: readonly string[] | null },
): Promise<ListedWaitingFile[]> {
  const { rows } = await db.pool.query<ListedWaitingFile>(
    `SELECT id, folder, actor, file_name AS "fileName", bytes::float8 AS bytes, created_at AS "createdAt",
       json_build_object('id', host_id, 'name', host_name) AS host
     FROM waiting_file WHERE ($1::text IS NULL OR host_id = $1) AND ($2::text[] IS NULL OR actor = ANY ($2))
     ORDER BY waiting_file.created_at DESC, id`,
    [host?.id ?? null, actors],
  );
  return rows;
}

export async function findWaitingFile(db: Database, id: string): Promise<ListedWaitingFile | null> {
  const { rows } = await db.pool.query<ListedWaitingFile>(
    `SELECT id, folder, actor, file_name AS "fileName", bytes::float8 AS bytes, created_at AS "createdAt",
       json_build_object('id', host_id, 'name', host_name) AS host FROM waiting_file WHERE id::text = $1`,
    [id],
  );
  return rows[0] ?? null;
}
