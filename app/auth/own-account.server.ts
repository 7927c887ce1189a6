import type { AppLoadContext } from "@remix-run/node";
import { listAccountEvents } from "~/data/access/audit-log.server";
import { endAllSessions, endSessionById, type ListedSession, listSessions } from "~/data/access/sessions.server";
import { AUDIT_KINDS } from "~/domain/access/audit-kinds";
import type { Viewer } from "~/domain/access/viewer";
import { clearedSessionCookie, presentedId, SESSION_LIMITS } from "./session.server";

const EVENTS_SHOWN = 20;

/** A person who is signed in. */
export type Person = Extract<Viewer, { email: string }>;

export type AccountEvent = {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  /** Where it came from; '' where that is not recorded. */
  readonly clientAddress: string;
  /** How many failed sign-ins one entry stands for. */
  readonly times: number;
  /** Whether the person did it; other people are not named. */
  readonly byOwner: boolean;
};

/** Where the person is signed in, and what happened to the account of late. */
export async function loadOwnAccount(
  request: Request,
  context: AppLoadContext,
  person: Person,
): Promise<{ sessions: ListedSession[]; events: AccountEvent[] }> {
  const { db } = context;
  const currentIdHash = await presentedId(request, context.origin);
  const about = { currentIdHash, now: context.clock(), limits: SESSION_LIMITS };
  const [sessions, events] = await Promise.all([
    listSessions(db, person.userId, about),
    listAccountEvents(db, person.userId, [...AUDIT_KINDS["sign-ins"], ...AUDIT_KINDS.people], EVENTS_SHOWN),
  ]);
  return {
    sessions,
    events: events.map(({ id, at, action, actor, detail }) => {
      const { address, times } = detailOf(detail);
      return {
        id: String(id),
        at,
        action,
        clientAddress: typeof address === "string" ? address : "",
        times: typeof times === "number" ? times : 1,
        byOwner: actor === person.email,
      };
    }),
  };
}

function detailOf(detail: unknown): { address?: unknown; times?: unknown } {
  return detail !== null && typeof detail === "object" ? detail : {};
}

/** Ends one of the person's own sessions. False where it is none of theirs. */
export function endOwnSession(context: AppLoadContext, person: Person, sessionId: string): Promise<boolean> {
  return endSessionById(context.db, person, sessionId);
}

/** Ends every session of the person, the one that asks included. Returns the `Set-Cookie` value. */
export async function signOutEverywhere(context: AppLoadContext, person: Person): Promise<string> {
  await endAllSessions(context.db, person);
  return clearedSessionCookie(context.origin);
}
