import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { parseEnvironment, type Environment } from "~/config/environment";
import { openCluster } from "~/data/cluster/cluster.server";
import { openEnvironmentDatabase, type OpenedDatabase } from "~/data/open.server";
import { findOutsideExcess } from "~/data/db/external-limits.server";
import { readAs } from "~/data/db/read-as.server";
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

let embedded: Promise<Environment> | undefined;
/** One embedded server for the tests that leave what they look at as it is: making one takes seconds. */
const embeddedEnvironment = () => (embedded ??= environmentFor({}));

const SERVERS: [string, () => Promise<Environment>][] = [
  ["the embedded server", embeddedEnvironment],
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
  let environment: Environment;
  let first: OpenedDatabase;
  beforeAll(async () => {
    environment = await prepare();
    first = await open(environment);
  });

  test("migrations are applied once, and the outside role reads its scope and changes nothing", async () => {
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

  test("the outside role makes no temporary table", async () => {
    const { db } = first;
    await expect(db.outside.$executeRaw`CREATE TEMPORARY TABLE own (id integer)`).rejects.toThrow(/permission denied/);
    await expect(db.inside.$executeRaw`CREATE TEMPORARY TABLE own (id integer)`).resolves.toBe(0);
  });
});

describe("what the outside role may do beside reading", () => {
  test("is nothing on the embedded server: no large object, no other database", async () => {
    const { db, outsideUrl } = await open(await embeddedEnvironment());
    expect(await findOutsideExcess(db)).toEqual([]);
    await expect(db.outside.$queryRaw`SELECT lo_create(0)::int`).rejects.toThrow(/permission denied/);
    for (const other of ["postgres", "template1"]) {
      const client = new pg.Client({ connectionString: outsideUrl.replace("/plumbline?", `/${other}?`) });
      await expect(client.connect(), other).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("is closed at the next start of an embedded server that an earlier version set up", async () => {
    const environment = await environmentFor({});
    await (await open(environment)).close();
    const cluster = await openCluster({ dataFolder: environment.dataFolder });
    const owner = new pg.Client({ connectionString: cluster.url("owner") });
    await owner.connect();
    await owner.query("GRANT CONNECT, TEMPORARY ON DATABASE postgres, template1, plumbline TO PUBLIC");
    await owner.query("GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC");
    await owner.end();
    const again = await open(environment);
    expect(await findOutsideExcess(again.db)).toEqual([]);
    await cluster.release();
  });

  test("is logged at the start, with what an administrator runs, where the application's role may not close it", async () => {
    const { name, url, outsideUrl } = await createEmptyDatabase();
    const { db, excess } = await open(await environmentFor({ DATABASE_URL: url, DATABASE_OUTSIDE_URL: outsideUrl }));
    expect(excess).toEqual(await findOutsideExcess(db));
    const [largeObjects, databases, ...more] = excess;
    expect(more).toEqual([]);
    expect(largeObjects).toMatch(/^REVOKE EXECUTE ON FUNCTION .*lo_create\(oid\).* FROM PUBLIC, plumbline_outside$/);
    expect(databases).toMatch(/^REVOKE CONNECT ON DATABASE .*plumbline_template.* FROM PUBLIC, plumbline_outside$/);
    await asOwner(name, (client) => client.query(largeObjects ?? ""));
    expect(await findOutsideExcess(db)).toHaveLength(1);
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
