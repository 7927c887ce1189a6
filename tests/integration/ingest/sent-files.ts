import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import express from "express";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import type { KeyRequest } from "~/data/access/api-keys.server";
import { workRun } from "~/jobs/imports/work-run.server";
import { importRunSchema } from "~/reports/api/import-run-document";
import * as importsRoute from "~/routes/api.v1.imports";
import * as runRoute from "~/routes/api.v1.imports.$run";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW, testContext } from "../../support/load-context";

export const MAPPING = {
  key: "sent-desk",
  name: "Sent desk",
  kind: "contacts",
  source: "sent-desk",
  file: { format: "csv" },
  timeZone: "UTC",
  vendor: { constant: "desk" },
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};
export const FILE = "Id,Opened,Agent\n1,2026-01-05 10:00,Ana\n2,2026-01-05 11:00,Ben\n3,yesterday,Ben\n";

export const withMapping = { mapping: JSON.stringify(MAPPING) };

type Sent = { key: string; body: BodyInit; query?: Record<string, string>; headers?: Record<string, string> };

export function formOf(file: string, requested: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(requested)) form.set(name, value);
  form.set("file", new File([file], "January.csv"));
  return form;
}

/** The addresses for imports, served on this machine as the whole application serves them, over a database of their own. */
export function useSentImports() {
  let db: TestDatabase;
  let dataFolder: string;
  let context: AppLoadContext;
  let server: Server;
  const takenUp: string[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-sent-"));
    const plain = testContext(db);
    const takeUpRun = async (id: string) => void takenUp.push(id);
    context = { ...plain, environment: { ...plain.environment, dataFolder }, jobs: { ...plain.jobs, takeUpRun } };
    await db.inside.vendor.createMany({
      data: [
        { key: "desk", name: "Desk" },
        { key: "other", name: "Other" },
      ],
    });
    server = createServer(
      express().all("*", createRequestHandler({ build: buildOf(), mode: "test", getLoadContext: () => context })),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    takenUp.length = 0;
    await rm(path.join(dataFolder, "received"), { recursive: true, force: true });
    await db.pool.query(
      "TRUNCATE import_run, import_batch, contact, measure_day, rejected_row, contact_history, mapping, api_key",
    );
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dataFolder, { recursive: true, force: true });
  });

  async function keyOf(limits: Partial<KeyRequest> = {}): Promise<{ id: string; key: string }> {
    const made = await createApiKey(db, CONSOLE_VIEWER, {
      name: "nightly",
      role: "analyst",
      vendorId: null,
      ...limits,
    });
    if (!made.ok) throw new Error(made.problem);
    return made;
  }

  const address = (query: Record<string, string> = {}) => {
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/v1/imports?${new URLSearchParams(query)}`;
  };

  async function postFile({ key, body, query, headers = {} }: Sent) {
    const response = await fetch(address(query), {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  }

  async function runAt(id: string, key: string) {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/imports/${id}`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    return importRunSchema.parse(await response.json());
  }

  const filesLeft = () => readdir(path.join(dataFolder, "received")).catch(() => []);
  const work = (id: string) => workRun(db, id, { dataFolder, clock: () => TEST_NOW });

  return {
    get db() {
      return db;
    },
    get dataFolder() {
      return dataFolder;
    },
    get context() {
      return context;
    },
    /** The runs that were put into the queue. */
    takenUp,
    keyOf,
    address,
    postFile,
    runAt,
    filesLeft,
    work,
  };
}

/** The two addresses alone, served as the whole application serves them. */
function buildOf(): ServerBuild {
  const nothing = { default: undefined };
  return {
    entry: { module: { default: () => new Response(null, { status: 500 }) } },
    routes: {
      imports: { id: "imports", path: "api/v1/imports", module: { ...importsRoute, ...nothing } },
      run: { id: "run", path: "api/v1/imports/:run", module: { ...runRoute, ...nothing } },
    },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: false,
      v3_lazyRouteDiscovery: false,
    },
    isSpaMode: false,
    mode: "test",
  };
}
