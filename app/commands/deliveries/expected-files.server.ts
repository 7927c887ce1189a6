import type { FormCreation } from "~/data/db/create-once.server";
import type { Database } from "~/data/db/database.server";
import {
  findExpectedFile,
  pauseExpectedFile,
  recordExpectedFile,
  removeExpectedFile,
  resumeExpectedFile,
  reviseExpectedFile,
  type ExpectedFile,
} from "~/data/deliveries/expected-files.server";
import { findOrganization } from "~/data/access/organization.server";
import { listKnownSources } from "~/data/access/sources.server";
import { findVendor, findVendors } from "~/data/access/vendors.server";
import { may } from "~/domain/access/permissions";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import { actorOf } from "~/domain/access/actor";
import { dayInZone } from "~/domain/calendar/time-zone";
import type { ExpectedFileRequest } from "./expected-file-form";

export type ExpectedFileRefusal = "not-permitted" | "unknown-partner" | "not-found";

/** Adds a file that is expected of a partner; returns its id. */
export async function expectFile(
  db: Database,
  viewer: Viewer,
  vendorKey: string,
  requested: ExpectedFileRequest,
  creation: FormCreation | null = null,
): Promise<{ ok: true; id: string } | { ok: false; problem: ExpectedFileRefusal }> {
  if (!mayWriteDeliveries(viewer)) return { ok: false, problem: "not-permitted" };
  const vendor = await findVendor(db, viewer, vendorKey);
  if (vendor === null) return { ok: false, problem: "unknown-partner" };
  const id = await recordExpectedFile(db, { vendorId: vendor.id, ...requested }, { actor: actorOf(viewer), creation });
  return { ok: true, id };
}

/** The schedule behind a file that is expected, for its form; null where this viewer may not change one of that id. */
export async function loadExpectedFileEditing(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<ExpectedFileEditing | null> {
  if (!mayWriteDeliveries(viewer)) return null;
  const file = await findExpectedFile(db, viewer, id);
  if (file === null) return null;
  const { delivery, startsOn, paused } = file;
  return { delivery, startsOn, paused, sources: await listKnownSources(db) };
}

export type ExpectedFileEditing = Pick<ExpectedFile, "delivery" | "startsOn" | "paused"> & {
  readonly sources: string[];
};

/** What the form for a new schedule offers to choose from. */
export async function loadExpectedFileChoices(db: Database, viewer: Viewer, { clock }: { clock: () => Date }) {
  const [vendors, organization, sources] = await Promise.all([
    findVendors(db, viewer),
    findOrganization(db),
    mayWriteDeliveries(viewer) ? listKnownSources(db) : Promise.resolve<string[]>([]),
  ]);
  return {
    vendors: vendors.map(({ key, name }) => ({ value: key, label: name })),
    sources,
    today: dayInZone(clock(), organization?.timeZone ?? "UTC"),
  };
}

export type ExpectedFileChange =
  { readonly do: "revise"; readonly requested: ExpectedFileRequest } | { readonly do: "pause" | "resume" | "remove" };

/** Changes a schedule; null when that is done. */
export async function changeExpectedFile(
  db: Database,
  viewer: Viewer,
  id: string,
  change: ExpectedFileChange,
  { clock }: { clock: () => Date },
): Promise<ExpectedFileRefusal | null> {
  if (!mayWriteDeliveries(viewer)) return "not-permitted";
  if ((await findExpectedFile(db, viewer, id)) === null) return "not-found";
  const done = await carryOut(db, id, change, { now: clock(), actor: actorOf(viewer) });
  return done ? null : "not-found";
}

async function carryOut(
  db: Database,
  id: string,
  change: ExpectedFileChange,
  { now, actor }: { now: Date; actor: string },
): Promise<boolean> {
  switch (change.do) {
    case "revise":
      return reviseExpectedFile(db, id, change.requested, actor);
    case "pause":
      return pauseExpectedFile(db, id, now, actor);
    case "resume":
      return resumeExpectedFile(db, id, dayInZone(now, (await findOrganization(db))?.timeZone ?? "UTC"), actor);
    case "remove":
      return removeExpectedFile(db, id, actor);
  }
}

/** Schedules are kept by the organization's own people; partners only read theirs. */
function mayWriteDeliveries(viewer: Viewer): boolean {
  return may(viewer, "deliveries.write") && !isOutside(viewer);
}
