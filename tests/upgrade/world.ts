import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApiKey } from "~/commands/access/api-keys.server";
import { rewriteNote, setNoteArchived, writeNote } from "~/commands/causes/notes.server";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { changeExpectedFile, expectFile } from "~/commands/deliveries/expected-files.server";
import { revertBatch } from "~/commands/imports/revert-batch.server";
import { mintLink, pauseLink, revokeLink } from "~/commands/sharing/links.server";
import { DELIVERY_DEFAULTS, EVERY_WEEKDAY } from "~/domain/contracts/delivery-schedule";
import type { Role, Viewer } from "~/domain/access/viewer";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { importFile } from "~/ingest/load/import-file.server";
import { filesFolder } from "~/ingest/load/original-files.server";
import { offerShare } from "~/reports/sharing/share-offer.server";
import { parseShareQuestion } from "~/reports/sharing/share-question";
import { action as sendAction } from "~/routes/api.v1.imports";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { action as mapAction } from "~/routes/_app.imports.staged.$id.map";
import { addPerson, signedIn } from "../integration/access/people";
import { answerOf, post, TEST_NOW, TEST_ORIGIN } from "../support/load-context";
import { signedInViewer, type Installation } from "./installation";
import { SOWS } from "./world-sows";
import * as files from "./world-files";

/** What opens the installation: made for it, and good for nothing else. */
export type Access = {
  people: Record<"admin" | "lead" | "analyst" | "stakeholder" | "partner", string>;
  disabled: string;
  /** The cookies of sessions that were open. */
  sessions: Record<"admin" | "lead" | "analyst" | "stakeholder" | "partner", string>;
  linkPassword: string;
  links: Record<"locked" | "internal" | "metric" | "paused" | "revoked", string>;
  keys: Record<"nightly" | "partner", string>;
  /** An upload that waits at the mapping step, and a file whose import nobody has worked on. */
  upload: string;
  waitingRun: string;
};

export const LINK_PASSWORD = "seven slow rivers under kettle";
const AUGUST_TO_OCTOBER = { from: "2026-08-01", until: "2026-11-01" };
const NOVEMBER = { from: "2026-11-01", until: "2026-11-21" };

/** Fills an empty installation through the product's own commands and pages. */
export async function fillInstallation({ context, dataFolder }: Installation): Promise<Access> {
  const { db } = context;
  await db.inside.organization.create({ data: { id: 1, name: "Alder", timeZone: "Europe/Madrid" } });
  const people = { admin: "ada@alder.example", lead: "lea@alder.example", analyst: "ana@alder.example" };
  const more = { stakeholder: "sam@alder.example", partner: "pia@quill.example" };
  for (const role of ["admin", "lead", "analyst", "stakeholder"] as const)
    await addPerson(db, { ...people, ...more }[role], role);
  await addPerson(db, "dan@alder.example", "analyst" satisfies Role);
  await db.inside.user.update({ where: { email: "dan@alder.example" }, data: { disabledAt: TEST_NOW } });
  const adminCookie = await signedIn(db, people.admin);
  const admin = await signedInViewer(adminCookie, context);
  for (const [document, until] of SOWS) {
    const applied = await applySow(db, { by: "Ada", actor: people.admin }, document, { clock: () => new Date(until) });
    if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
  }
  const vendors = new Map((await db.inside.vendor.findMany()).map(({ key, id }) => [key, id]));
  await addPerson(db, more.partner, "partner", vendors.get("quill") ?? 0);
  await importEverything({ context, dataFolder }, admin);
  await expectFiles({ context }, admin);
  await writeNotes({ context }, admin);
  const sessions = {
    admin: adminCookie,
    lead: await signedIn(db, people.lead),
    analyst: await signedIn(db, people.analyst),
    stakeholder: await signedIn(db, more.stakeholder),
    partner: await signedIn(db, more.partner),
  };
  const links = await makeLinks({ context }, admin);
  const keyOf = async (name: string, role: Role, vendorId: number | null, limits = {}) => {
    const made = await createApiKey(db, admin, { name, role, vendorId, ...limits }, TEST_NOW);
    if (!made.ok) throw new Error(made.problem);
    return made.key;
  };
  const keys = {
    nightly: await keyOf("nightly", "analyst", null, { importSources: ["quill-calls", "desk-tickets"] }),
    partner: await keyOf("pull", "partner", vendors.get("quill") ?? 0),
  };
  const upload = await leaveUpload({ context }, sessions.analyst);
  const waitingRun = await sendFile({ context }, keys.nightly);
  return {
    people: { ...people, ...more },
    disabled: "dan@alder.example",
    sessions,
    linkPassword: LINK_PASSWORD,
    links,
    keys,
    upload,
    waitingRun,
  };
}

type Setting = Pick<Installation, "context" | "dataFolder">;

async function importEverything({ context, dataFolder }: Setting, admin: Viewer): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-files-"));
  const userId = admin.kind === "member" ? admin.userId : null;
  const load = async (fileName: string, content: string, mapping: unknown, vendor?: string) => {
    const file = path.join(folder, fileName);
    await writeFile(file, content);
    return importFile(context.db, {
      path: file,
      fileName,
      mapping,
      ...(vendor === undefined ? {} : { vendor: { key: vendor } }),
      by: { actor: "ada@alder.example", userId },
      filesFolder: filesFolder(dataFolder),
    });
  };
  await load("roster.csv", files.ROSTER_FILE, files.ROSTER, "quill");
  await load("hours.csv", files.HOURS_FILE, files.HOURS, "quill");
  await load("calls-to-october.csv", files.calls(AUGUST_TO_OCTOBER), files.CALLS, "quill");
  await load("calls-november.csv", files.calls(NOVEMBER, { draftsFrom: "2026-11-10" }), files.CALLS, "quill");
  const restated = { from: "2026-10-20", until: "2026-11-15" };
  await load("calls-restated.csv", files.calls(restated, { revised: true }), files.CALLS, "quill");
  await load("cases.csv", files.caseEvents({ from: "2026-09-01", until: "2026-11-15" }), files.CASES, "quill");
  await load("audits.csv", files.audits(AUGUST_TO_OCTOBER), files.AUDITS, "quill");
  await load(
    "staffing-quill.csv",
    files.staffing({ from: "2026-09-01", until: "2026-11-16" }),
    files.STAFFING,
    "quill",
  );
  await load(
    "staffing-birch.csv",
    files.staffing({ from: "2026-10-01", until: "2026-10-31" }),
    files.STAFFING,
    "birch",
  );
  await load("by-agent.csv", files.BY_AGENT_FILE, files.BY_AGENT, "quill");
  await load("forecast.csv", files.FORECAST_FILE, files.FORECAST, "quill");
  await load("invoices.csv", files.INVOICE_FILE, files.INVOICES, "quill");
  await load("tickets.csv", files.tickets({ from: "2026-08-15", until: "2026-11-18" }), files.TICKETS);
  const wrong = await load(
    "audits-wrong.csv",
    files.audits({ from: "2026-10-02", until: "2026-11-06" }),
    files.AUDITS,
    "quill",
  );
  await revertBatch(context.db, admin, wrong.batch, "ada@alder.example");
  const days = { from: "2026-09-10", until: "2026-09-20" };
  const twice = await load("calls-wrong.csv", files.calls(days, { revised: true }), files.CALLS, "quill");
  await revertBatch(context.db, admin, twice.batch, "ada@alder.example");
  await rm(folder, { recursive: true });
}

async function expectFiles({ context }: Pick<Setting, "context">, admin: Viewer): Promise<void> {
  const { db } = context;
  const requested = (kind: "contacts" | "reviews" | "totals", source: string | null) => ({
    ...DELIVERY_DEFAULTS,
    name: "",
    kind,
    source,
  });
  const daily = { cadence: { every: "day", weekdays: EVERY_WEEKDAY }, incompletePercent: 50 } as const;
  const weekly = { cadence: { every: "week", weekday: 2 } } as const;
  const made = [
    await expectFile(db, admin, "birch", {
      delivery: { ...requested("contacts", "desk-tickets"), ...daily },
      startsOn: "2026-11-09",
    }),
    await expectFile(db, admin, "quill", {
      delivery: { ...requested("totals", "quill-forecast"), ...weekly, name: "weekly forecast" },
      startsOn: "2026-10-05",
    }),
  ];
  const [, paused] = made;
  if (!paused?.ok) throw new Error("No file is expected.");
  await changeExpectedFile(db, admin, paused.id, { do: "pause" }, { clock: () => TEST_NOW });
}

async function writeNotes({ context }: Pick<Setting, "context">, admin: Viewer): Promise<void> {
  const clock = () => TEST_NOW;
  const note = (more: object) =>
    noteContentSchema.parse({
      vendor: "quill",
      metric: "csat",
      from: "2026-10-01",
      to: "2026-10-31",
      title: "New agents in Porto",
      symptom: "Ratings fell by eight points.",
      category: "people",
      fault: "vendor",
      whys: ["A class of twelve started", "No coach was free"],
      ...more,
    });
  const shared = await writeNote(context.db, admin, note({ visibility: "partner" }), { clock });
  const internal = note({ title: "Price talks", site: "Porto", visibility: "inside", due: "2026-12-01", owner: "Lea" });
  const inside = await writeNote(context.db, admin, internal, { clock });
  const old = await writeNote(context.db, admin, note({ vendor: "birch", metric: "nps", title: "Old form" }), {
    clock,
  });
  if (!shared.ok || !inside.ok || !old.ok) throw new Error("A note was refused.");
  const again = note({ visibility: "partner", correction: "Coaching doubled", proofMetric: "csat" });
  await rewriteNote(context.db, admin, { id: shared.id, revision: 1 }, again, { clock });
  await setNoteArchived(context.db, admin, { id: old.id, revision: 1 }, true, { clock });
}

async function makeLinks({ context }: Pick<Setting, "context">, admin: Viewer): Promise<Access["links"]> {
  const { db } = context;
  const mint = async (address: string, more: { password?: string; internal?: boolean } = {}) => {
    const question = parseShareQuestion(new URLSearchParams(address), "2026-11-23");
    const offer = question && (await offerShare(db, admin, question));
    if (!question || !offer) throw new Error(address);
    const notes = more.internal ? ("all" as const) : ("partner" as const);
    const requested = {
      name: offer.name,
      audience: "made for a test",
      audienceKind: more.internal ? ("internal" as const) : ("partner" as const),
      view: question.view,
      parameters: question.parameters,
      reach: { ...offer.reach, notes, allowDownloads: more.internal ?? false },
      password: more.password ?? null,
      expiresAt: new Date("2027-06-30T12:00:00Z"),
    };
    const made = await mintLink(db, admin, requested, TEST_ORIGIN);
    if (made === null) throw new Error(address);
    return made;
  };
  const scorecard = "view=scorecard&vendor=quill&period=2026-10";
  const paused = await mint(scorecard);
  await pauseLink(db, admin, paused.id, TEST_NOW);
  const revoked = await mint(scorecard);
  await revokeLink(db, admin, revoked.id, TEST_NOW);
  return {
    locked: (await mint(scorecard, { password: LINK_PASSWORD })).token,
    internal: (await mint("view=portfolio&period=2026-10", { internal: true })).token,
    metric: (await mint("view=metric&vendor=quill&metric=csat&from=2026-09-01&to=2026-10-31&by=site")).token,
    paused: paused.token,
    revoked: revoked.token,
  };
}

const UPLOADED = "Ref,Opened at,Handler,Talk time\n";

/** A file whose mapping was changed by hand and that nobody has applied. */
async function leaveUpload({ context }: Pick<Setting, "context">, cookie: string): Promise<string> {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `U${at},2026-11-${10 + (at % 9)} 10:${10 + at},Ana Sol,${60 + at}`,
  );
  const body = new FormData();
  body.append("file", new File([`${UPLOADED}${rows.join("\n")}\n`], "handled.csv"));
  body.set("vendor", "birch");
  const headers = { Cookie: cookie.split(";", 1)[0] ?? "", Origin: TEST_ORIGIN };
  const request = new Request(new URL("/imports/new", TEST_ORIGIN), { method: "POST", headers, body });
  const answer = await answerOf(uploadAction({ request, params: {}, context }));
  const id = (answer.headers.get("Location") ?? "").replace("/imports/staged/", "");
  const fields = {
    "was-kind": "contacts",
    kind: "contacts",
    "heading:0": "Handler",
    "target:0": "agent",
    "constant:channel": "Chat",
  };
  const mapped = await answerOf(
    mapAction({ request: post(`/imports/staged/${id}/map`, fields, [cookie]), params: { id }, context }),
  );
  if (mapped.status !== 302) throw new Error(`The mapping was not changed: ${mapped.status}`);
  return id;
}

/** A file that a program sent, queued by a process that ended before it worked on it. */
async function sendFile({ context }: Pick<Setting, "context">, key: string): Promise<string> {
  await mkdir(context.environment.dataFolder, { recursive: true });
  const body = new FormData();
  body.set("mapping", "quill-calls");
  body.set("vendor", "quill");
  body.set("file", new File([files.calls({ from: "2026-11-21", until: "2026-11-22" })], "calls-21.csv"));
  const headers = { Authorization: `Bearer ${key}` };
  const request = new Request(new URL("/api/v1/imports", TEST_ORIGIN), { method: "POST", headers, body });
  const idle = { ...context, jobs: { ...context.jobs, takeUpRun: async () => undefined } };
  const answer = await answerOf(sendAction({ request, params: {}, context: idle }));
  if (answer.status !== 202) throw new Error(`The file was not taken in: ${await answer.text()}`);
  const { id }: { id: string } = await answer.json();
  return id;
}
