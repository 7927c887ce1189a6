import type { CacheDefinition } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import { isOutside, roleOf, type Viewer } from "~/domain/access/viewer";
import type { ReportContext } from "./report-context.server";

/**
 * A view as it was computed before, where nothing that it rests on has changed. The report context is read for every request, so that whatever
 * changes is another key: who may see what, the data, SOW and notes of a partner (its revision and the hash of its SOW), the reporting
 * zone and the day there. Viewers share a view only where kind, role and scope are the same; a view must not depend on more of them.
 */
export async function loadCachedView<View extends object>(
  db: Database,
  cache: CacheDefinition<View>,
  { viewer, reportContext, question }: { viewer: Viewer; reportContext: ReportContext; question: object },
  load: () => Promise<View | null>,
): Promise<View | null> {
  const { partners, ...rest } = reportContext;
  const stateOf = partners.map(({ sow: _sow, ...partner }) => partner);
  const scopeKey = [viewer.kind, roleOf(viewer), isOutside(viewer), viewer.scope];
  const key = JSON.stringify([scopeKey, question, rest, stateOf]);
  const known = db.caches.get(cache).get(key);
  if (known !== undefined) return known;
  const view = await load();
  if (view !== null) db.caches.get(cache).set(key, view);
  return view;
}
