import { type AppLoadContext, redirect } from "@remix-run/node";
import { countAttempt, type AttemptLimit } from "~/data/access/rate-limits.server";
import { recordKeyRefusal, recordKeyUse } from "~/data/access/audit-trail.server";
import { networkOf } from "~/data/access/client-network";
import { findPresentedKey, type PresentedKey } from "~/data/access/api-keys.server";
import { may, type Permission } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { workOf, type Work } from "./admission";
import { requireOwnOrigin } from "./own-origin";
import { problemResponse } from "./problem";
import { findSignedIn } from "./session.server";
import { viewerOfAccount, viewerOfKey } from "~/domain/access/make-viewer";
import { API_REFUSALS, REQUESTS } from "~/wording/access/requests";

/** Who asks for a page, while it is found out: the loaders of one page ask at the same time, with one context and one cookie. */
const viewersSought = new WeakMap<AppLoadContext, Map<string, Promise<Viewer | null>>>();

/** The signed-in viewer, or null. */
export function optionalViewer(request: Request, context: AppLoadContext): Promise<Viewer | null> {
  const cookie = request.headers.get("Cookie") ?? "";
  const sought = viewersSought.get(context) ?? new Map<string, Promise<Viewer | null>>();
  viewersSought.set(context, sought);
  const known = sought.get(cookie);
  if (known !== undefined) return known;
  const viewer = findViewer(request, context).finally(() => sought.delete(cookie));
  sought.set(cookie, viewer);
  return viewer;
}

async function findViewer(request: Request, context: AppLoadContext): Promise<Viewer | null> {
  const account = await findSignedIn(request, context);
  return account && viewerOfAccount(account);
}

/**
 * The signed-in viewer. Nobody signed in: a redirect to the sign-in page that leads back. A change sent from another site: 403. The
 * request takes one of the viewer's places; exports have places of their own.
 */
export async function requireSignedIn(
  request: Request,
  context: AppLoadContext,
  work: Work = workOf(request),
): Promise<Viewer> {
  requireOwnOrigin(request, context.origin);
  const viewer = await optionalViewer(request, context);
  if (viewer !== null) {
    await context.admission.enter(viewer, work);
    return viewer;
  }
  const { pathname, search } = new URL(request.url);
  const wayBack =
    request.method === "GET" && pathname !== "/" ? `?redirectTo=${encodeURIComponent(pathname + search)}` : "";
  throw redirect(`/sign-in${wayBack}`);
}

/** The signed-in viewer, who may do this: 403 otherwise. On which data, the viewer's scope says. */
export async function requireViewer(
  request: Request,
  context: AppLoadContext,
  permission: Permission,
  work: Work = workOf(request),
): Promise<Viewer> {
  const viewer = await requireSignedIn(request, context, work);
  if (may(viewer, permission)) return viewer;
  throw new Response(viewer.kind === "partner" ? REQUESTS.noAccess.partner : REQUESTS.noAccess.member, { status: 403 });
}

const REQUESTS_OF_A_KEY: AttemptLimit = { name: "api-key", attempts: 600, windowSeconds: 60 };

/**
 * The viewer that the request's bearer key stands for; a cookie never counts. Throws a problem document: 401 without a good key, 429
 * where it asks too often, 403 where it may not do this.
 */
export async function requireApiViewer(
  request: Request,
  context: AppLoadContext,
  permission: Permission,
): Promise<Viewer> {
  const secret = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
  const key = secret === undefined ? null : await findPresentedKey(context.db, secret, context.clock());
  if (key === null || key.state !== "active") throw await refuseKey(context, key, secret !== undefined);
  const { holder, isUseWritten } = key;
  const attempt = await countAttempt(context.db, [{ limit: REQUESTS_OF_A_KEY, key: holder.id }]);
  if (!attempt.allowed) {
    const after = String(attempt.retryAfterSeconds);
    throw problemResponse({ status: 429, title: API_REFUSALS.tooManyRequests }, { "Retry-After": after });
  }
  if (isUseWritten) await recordKeyUse(context.db, holder, context.clientAddress);
  const viewer = viewerOfKey(holder);
  await context.admission.enter(viewer, workOf(request));
  if (may(viewer, permission)) return viewer;
  throw problemResponse({ status: 403, title: API_REFUSALS.notPermitted });
}

/** Keys that open nothing, from one network. A good key is never refused because of them. */
const BAD_KEYS: AttemptLimit = { name: "api-key-bad", attempts: 60, windowSeconds: 600 };

async function refuseKey(
  context: AppLoadContext,
  key: Exclude<PresentedKey, { state: "active" }> | null,
  isPresented: boolean,
): Promise<Response> {
  if (isPresented) {
    const refusal = { id: key?.id ?? null, reason: key?.state ?? ("unknown" as const) };
    await recordKeyRefusal(context.db, refusal, context.clientAddress);
    const attempt = await countAttempt(context.db, [{ limit: BAD_KEYS, key: networkOf(context.clientAddress) }]);
    if (!attempt.allowed) {
      const problem = { status: 429, title: API_REFUSALS.tooManyBadKeys };
      return problemResponse(problem, { "Retry-After": String(attempt.retryAfterSeconds) });
    }
  }
  return problemResponse({ status: 401, ...refusalMessage(key) }, { "WWW-Authenticate": "Bearer" });
}

function refusalMessage(key: Exclude<PresentedKey, { state: "active" }> | null): { title: string; detail?: string } {
  if (key === null) return API_REFUSALS.noKey;
  if (key.state === "revoked") return API_REFUSALS.revoked;
  if (key.state === "stopped") return API_REFUSALS.stopped(key.creator === "demoted" ? "demoted" : "disabled");
  return API_REFUSALS.expired(key.expiresAt.toISOString().slice(0, 10));
}
