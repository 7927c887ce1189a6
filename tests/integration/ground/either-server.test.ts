import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { parseEnvironment, type Environment } from "~/config/environment";
import { openEnvironmentDatabase, type OpenedDatabase } from "~/data/open.server";
import { readAs } from "~/data/read-as.server";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import { asOwner, createEmptyDatabase } from "../../support/database";

const opened: OpenedDatabase[] = [];
const folders: string[] = [];

afterAll(async () => {
  for (const one of opened) await one.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-either-"));
  folders.push(folder);
  return folder;
}

async function open(environment: Environment): Promise<OpenedDatabase> {
  const one = await openEnvironmentDatabase(environment, () => undefined);
  opened.push(one);
  return one;
}

async function environmentFor(variables: Record<string, string>): Promise<Environment> {
  return parseEnvironment({ PLUMBLINE_DATA: await newFolder(), ...variables }, "/");
}

/** The address of a role that may make other roles, as a hosted server's first user may. */
async function administratorUrl(database: string): Promise<string> {
  await asOwner(database, (client) => client.query(`ALTER DATABASE ${database} OWNER TO plumbline_owner`));
  return inject("testCluster").owner.replace("/DATABASE", `/${database}`);
}

const SERVERS: [string, () => Promise<Environment>][] = [
  ["the embedded server", () => environmentFor({})],
  [
    "a server given with both roles",
    async () => {
      const { url, outsideUrl } = await createEmptyDatabase();
      return environmentFor({ DATABASE_URL: url, DATABASE_OUTSIDE_URL: outsideUrl });
    },
  ],
  [
    "a server given with an administrator's address alone",
    async () => {
      const { name } = await createEmptyDatabase();
      return environmentFor({ DATABASE_URL: await administratorUrl(name) });
    },
  ],
];

describe.each(SERVERS)("on %s", (_name, prepare) => {
  test("migrations are applied once, and the outside role reads its scope and changes nothing", async () => {
    const environment = await prepare();
    const first = await open(environment);
    expect(first.applied).toContain("0001_foundation");
    const again = await open(environment);
    expect(again.applied).toEqual([]);

    const { db } = first;
    await db.inside.vendor.createMany({
      data: [
        { id: 1, key: "ours", name: "Ours" },
        { id: 2, key: "theirs", name: "Theirs" },
      ],
    });
    const viewer = {
      kind: "share",
      linkId: "link",
      linkName: "A link",
      scope: { ...WHOLE_SCOPE, vendorIds: [1], notes: "none", downloads: false },
    } as const;
    const seen = await readAs(db, viewer, (tx) => tx.vendor.findMany({ select: { key: true } }));
    expect(seen).toEqual([{ key: "ours" }]);
    await expect(db.outside.vendor.findMany()).resolves.toEqual([]);
    await expect(db.outside.vendor.updateMany({ data: { name: "x" } })).rejects.toThrow(/permission denied/);
    await expect(db.outside.user.findMany()).rejects.toThrow(/permission denied/);
  });
});

describe("a server that is not fit", () => {
  test("is refused in production when a power cut could lose what it kept", async () => {
    const { url, outsideUrl } = await createEmptyDatabase();
    const variables = { NODE_ENV: "production", DATABASE_URL: url, DATABASE_OUTSIDE_URL: outsideUrl };
    await expect(open(await environmentFor(variables))).rejects.toThrow(/fsync.*full_page_writes.*switched off/);
  });

  test("without a second role, and none that may make one, is refused with the words that make it", async () => {
    const { url } = await createEmptyDatabase();
    await expect(open(await environmentFor({ DATABASE_URL: url }))).rejects.toThrow(/CREATE ROLE .*_outside/);
  });

  test("is refused when the outside role may pass row-level security", async () => {
    const { name, url } = await createEmptyDatabase();
    const superuser = inject("testCluster").owner.replace("/DATABASE", `/${name}`);
    const variables = { DATABASE_URL: url, DATABASE_OUTSIDE_URL: superuser };
    await expect(open(await environmentFor(variables))).rejects.toThrow(/superuser/);
  });
});
