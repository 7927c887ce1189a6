import type { Permission } from "~/domain/access/permissions";

type Need = Permission | "signed-in";

/**
 * Who may use a route. `session`: someone signed in who may do this, to read (its loader) and to change (its action). `key`: a
 * bearer key that may. `public`: anyone; what such a route may show is its own matter and is said here.
 */
export type RouteAccess =
  | { readonly by: "session" | "key"; readonly read?: Need; readonly write?: Need }
  | { readonly by: "public"; readonly because: string };

const session = (read: Need, write?: Need): RouteAccess => ({ by: "session", read, ...(write ? { write } : {}) });
const key = (read: Permission, write?: Permission): RouteAccess => ({ by: "key", read, ...(write ? { write } : {}) });
const anyone = (because: string): RouteAccess => ({ by: "public", because });

/** Every route file, by name. A route that is not listed here fails the tests. */
export const ROUTE_PERMISSIONS: Readonly<Record<string, RouteAccess>> = {
  "sign-in": anyone("proves who one is"),
  "sign-out": anyone("ends the session that came along, if any"),
  "set-up.$token": anyone("a one-time secret is the proof"),
  "s.$token": anyone("the link's token is the proof; its scope limits what is read"),
  "s.$token_.data[.]csv": anyone("the link's token is the proof, and the link must allow downloads"),
  "s.$token_.data[.]xlsx": anyone("the link's token is the proof, and the link must allow downloads"),
  theme: anyone("sets a cookie of the reader's own"),
  _app: session("signed-in"),
  "_app.$": anyone("says that there is no such page, and nothing else"),
  "_app._index": session("portfolio.read"),
  "_app.metrics.$metric": session("metric.read"),
  "_app.metrics._index": session("metric.read"),
  "_app.portfolio": session("portfolio.read"),
  "_app.scorecards._index": session("scorecard.read"),
  "_app.scorecards.$vendor._index": session("scorecard.read"),
  "_app.scorecards.$vendor.$period": session("scorecard.read"),
  "_app.arrivals._index": session("arrivals.read"),
  "_app.arrivals.new": session("arrivals.write", "arrivals.write"),
  "_app.arrivals.$id": session("arrivals.read", "arrivals.write"),
  "arrivals[.]csv": session("arrivals.read"),
  "arrivals[.]xlsx": session("arrivals.read"),
  "_app.account": session("signed-in", "signed-in"),
  "account.sessions": { by: "session", write: "signed-in" },
  "_app.audit": session("audit.read"),
  "audit[.]csv": session("audit.read"),
  "audit[.]xlsx": session("audit.read"),
  "_app.explain": session("explain.read"),
  "_app.imports.$id": session("imports.read", "imports.write"),
  "_app.imports._index": session("imports.read"),
  "_app.imports.new": session("imports.write", "imports.write"),
  "_app.imports.staged.$id._index": session("imports.write", "imports.write"),
  "_app.imports.staged.$id.preview": session("imports.write", "imports.write"),
  "_app.imports.staged.$id.map": session("imports.write", "imports.write"),
  "_app.imports.staged.$id.check": session("imports.write"),
  "_app.imports.staged.$id.repair": session("imports.write", "imports.write"),
  "_app.imports.staged.$id.dry-run": session("imports.write", "imports.write"),
  "_app.imports.staged.$id.apply": session("imports.write", "imports.write"),
  "portfolio[.]csv": session("downloads.read"),
  "portfolio[.]xlsx": session("downloads.read"),
  "scorecards.$vendor.$period[.]csv": session("downloads.read"),
  "scorecards.$vendor.$period[.]xlsx": session("downloads.read"),
  "metrics.$metric[.]csv": session("downloads.read"),
  "metrics.$metric[.]xlsx": session("downloads.read"),
  "explain[.]csv": session("downloads.read"),
  "explain[.]xlsx": session("downloads.read"),
  "_app.imports.runs.$id": session("imports.read", "imports.write"),
  "imports.runs.$id.progress": session("imports.read"),
  "_app.imports.$id_.changes": session("imports.read"),
  "imports.$id.mapping[.]json": session("imports.read"),
  "imports.$id.rejected-rows[.]csv": session("imports.read"),
  "imports.staged.$id.rejected[.]csv": session("imports.write"),
  "imports.$id.original": session("imports.read"),
  "imports.$id.rejected[.]csv": session("imports.read"),
  "imports.$id.rejected[.]xlsx": session("imports.read"),
  "_app.keys": session("keys.read", "keys.write"),
  "_app.links._index": session("links.read", "links.write"),
  "_app.links.new": session("links.write", "links.write"),
  "_app.notes.$id": session("notes.read", "notes.write"),
  "_app.notes._index": session("notes.read"),
  "_app.notes.new": session("notes.write", "notes.write"),
  "_app.organisation": session("organisation.read", "organisation.write"),
  "_app.sows._index": session("sows.read", "sows.write"),
  "_app.sows.$vendor": session("sows.read", "sows.write"),
  "sows.$vendor.document": session("sows.read"),
  "api.v1.$": anyone("says that there is no such address"),
  "api.v1.arrivals": key("arrivals.read"),
  "api.v1.imports": key("imports.read", "imports.write"),
  "api.v1.imports.$run": key("imports.read"),
  "api.v1.metric": key("metric.read"),
  "api.v1.metrics": key("metric.read"),
  "api.v1.notes": key("notes.read"),
  "api.v1.openapi[.]json": anyone("describes the interface, which is the same for everyone"),
  "api.v1.portfolio": key("portfolio.read"),
  "api.v1.scorecard": key("scorecard.read"),
  "api.v1.sow[.]schema[.]json": anyone("describes SOW documents, which is the same for everyone"),
  "api.v1.sows.$vendor": key("sows.read"),
  "api.v1.vendors": key("portfolio.read"),
  "_app.people._index": session("people.read", "people.write"),
  "_app.people.$id": session("people.write", "people.write"),
};
