import type { ServerBuild } from "@remix-run/node";
import type { Database } from "~/data/db/database.server";
import { MARKED_VENDORS, MARKS, type MarkedData } from "./marked-data";

export type RouteAddress = {
  /** The route's file, as app/auth/route-permissions.ts names it. */
  name: string;
  path: string;
  dataPath: string;
  /** It has no loader. */
  actionOnly: boolean;
};

/** Everything that someone from outside could write into an address to get at another vendor. */
function foreignQuery(): string {
  const query = new URLSearchParams({
    vendor: "nordwind",
    metric: "volume",
    period: "2026-10",
    from: "2026-09-01",
    to: "2026-10-31",
    grain: "day",
    by: "site",
    columns: "all",
  });
  return `?${query}`;
}

/** What each parameter of an address can stand for: everyone's own things and everyone else's. */
async function candidates(
  db: Database,
  data: MarkedData,
  tokens: readonly string[],
): Promise<Record<string, string[]>> {
  const idsOf = async (vendorId: number) => {
    const note = await db.inside.rootCauseNote.findFirst({ where: { vendorId }, select: { id: true } });
    const batches = await db.inside.importBatch.findMany({
      where: { vendorIds: { has: vendorId } },
      select: { id: true },
    });
    const file = await db.inside.expectedFile.findFirst({ where: { vendorId }, select: { id: true } });
    const exclusion = await db.inside.exclusion.findFirst({ where: { vendorId }, select: { id: true } });
    return [note?.id, file?.id, exclusion?.id, ...batches.map(({ id }) => id), vendorId].map(String);
  };
  const runs = await db.inside.importRun.findMany({ select: { id: true } });
  const people = await db.inside.user.findMany({ select: { id: true }, take: 1 });
  const ids = [
    ...(await idsOf(data.lumina)),
    ...(await idsOf(data.nordwind)),
    ...[...people, ...runs].map(({ id }) => id),
  ];
  return {
    vendor: [...MARKED_VENDORS],
    period: ["2026-10"],
    metric: ["volume"],
    id: [...new Set(ids)],
    token: [...tokens, "A".repeat(43)],
    key: [...MARKED_VENDORS],
    revision: ["1"],
    run: runs.map(({ id }) => id),
  };
}

function pathOf(build: ServerBuild, id: string): string {
  const parts: string[] = [];
  for (
    let route = build.routes[id];
    route !== undefined;
    route = route.parentId ? build.routes[route.parentId] : undefined
  ) {
    if (route.path) parts.unshift(route.path);
  }
  return `/${parts.join("/")}`;
}

function filled(pattern: string, values: Record<string, string[]>): string[] {
  const name = /:(\w+)\??/.exec(pattern)?.[1];
  if (name === undefined) return [pattern.replaceAll("*", "x")];
  const known = values[name];
  if (known === undefined)
    throw new Error(`No value is known for :${name} of ${pattern}; add one to walked-addresses.ts`);
  return known.flatMap((value) => filled(pattern.replace(/:\w+\??/, value), values));
}

/** Every address of every route of the build, with every value that its parameters can take in this data. */
export async function addressesOf(
  db: Database,
  build: ServerBuild,
  data: MarkedData,
  tokens: readonly string[],
): Promise<RouteAddress[]> {
  const values = await candidates(db, data, tokens);
  return Object.values(build.routes).flatMap((route) => {
    const isFrame = route !== undefined && route.path === undefined && !route.index;
    if (route === undefined || isFrame) return [];
    const query = `_data=${encodeURIComponent(route.id)}`;
    return filled(pathOf(build, route.id), values).map((path) => ({
      name: route.id.replace(/^routes\//, ""),
      path,
      dataPath: `${path}?${route.index ? "index&" : ""}${query}`,
      actionOnly: route.module.loader === undefined,
    }));
  });
}

/** An address as pages write it, with and without a question, as a page and as data. */
export function plainForms({ path, dataPath }: RouteAddress): string[] {
  return [path, path + foreignQuery(), `${dataPath}&${foreignQuery().slice(1)}`];
}

/** The ways of writing one address that a router might take for it. */
export function formsOf(route: RouteAddress): string[] {
  const { path, dataPath } = route;
  const query = foreignQuery();
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
  return [
    ...plainForms(route),
    dataPath,
    `/${path}${query}`,
    `${path}/${query}`,
    `/${first}${rest.replaceAll("/", "%2f")}${query}`,
    `/${first.toUpperCase()}${rest}${query}`,
    `${path}.data${query}`,
  ];
}

const FIGURES = [
  { metric: "volume", from: "2026-10-01", to: "2026-10-31" },
  { metric: "csat", from: "2026-09-01", to: "2026-10-31", site: `north ${MARKS.lumina}` },
  { metric: "aht", from: "2026-10-01", to: "2026-10-31", grain: "day", by: "site" },
];

/** Questions for figures of the walking viewer's own partner, as a page and as data. */
export function figureForms({ path, dataPath }: RouteAddress): string[] {
  return FIGURES.flatMap((figure) => {
    const query = new URLSearchParams({ vendor: "lumina", period: "2026-10", columns: "all", ...figure });
    return [`${path}?${query}`, `${dataPath}&${query}`];
  });
}
