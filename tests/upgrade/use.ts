import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { openLink, unlockLink } from "~/auth/open-link.server";
import { signIn } from "~/auth/sign-in.server";
import { revertBatch } from "~/commands/imports/revert-batch.server";
import { scanDropFolder, nothingKnown } from "~/jobs/drop-folder/scan.server";
import { takeUpRuns } from "~/jobs/imports/resume-runs.server";
import { loadRunDocument } from "~/reports/api/import-run-document";
import { loadMapStep } from "~/reports/imports/map-step.server";
import { listUnfinished, requireStaged } from "~/reports/imports/upload.server";
import { loadSharedView } from "~/reports/sharing/shared-view.server";
import { action as sendAction } from "~/routes/api.v1.imports";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { PASSWORD } from "../integration/access/people";
import { answerOf, post, TEST_NOW, TEST_ORIGIN } from "../support/load-context";
import { signedInViewer, type Installation } from "./installation";
import { pointsOf, portfolioOf, scorecardOf } from "./observe";
import type { Access } from "./world";
import { calls } from "./world-files";

/** Who can sign in with a password, and with which not. */
export async function signInEverybody({ context }: Installation, { people, disabled }: Access) {
  const tried = async (email: string, password: string) => {
    const outcome = await signIn(post("/sign-in", {}), context, { email, password });
    return [email, outcome.ok];
  };
  const outcomes = [];
  for (const email of Object.values(people)) outcomes.push(await tried(email, PASSWORD));
  outcomes.push(await tried(disabled, PASSWORD), await tried(people.admin, "not the password at all"));
  return outcomes;
}

/** What each link shows: the locked one without its password, with a wrong one and with its own. */
export async function openLinks({ context }: Installation, access: Access) {
  const { db } = context;
  const linkRequest = (token: string, cookie: string | null = null) => ({
    token,
    cookieHeader: cookie,
    origin: TEST_ORIGIN,
    now: TEST_NOW,
    device: null,
    clientAddress: "192.0.2.7",
  });
  const shown = async (token: string, cookie: string | null = null) => {
    const opened = await openLink(db, linkRequest(token, cookie));
    if (opened.state !== "open") return opened.state;
    const shared = await loadSharedView(db, opened.viewer, opened.link, context);
    if (shared === null) return null;
    const { kind } = shared;
    if (kind === "scorecard") return [kind, scorecardOf(shared.view)];
    if (kind === "portfolio") return [kind, portfolioOf(shared.view)];
    const whose = kind === "metric" ? shared.view.partner.key : kind;
    return [kind, shared.view.metric.key, whose, pointsOf(shared.view.trend)];
  };
  const { locked, ...others } = access.links;
  const answers: Record<string, unknown> = { locked: await shown(locked) };
  answers["wrong password"] = (await unlockLink(db, linkRequest(locked), "not the password")).state;
  const unlocked = await unlockLink(db, linkRequest(locked), access.linkPassword);
  const cookie = unlocked.state === "unlocked" ? unlocked.setCookie : null;
  answers["own password"] = await shown(locked, cookie?.split(";", 1)[0] ?? null);
  for (const [name, token] of Object.entries(others)) answers[name] = await shown(token);
  return answers;
}

/** Goes on where people and programs stopped: the waiting run, the remembered mapping by a key and by the drop folder, the upload. */
export async function goOn(installation: Installation, access: Access) {
  const { context, dataFolder } = installation;
  const { db } = context;
  const admin = await signedInViewer(access.sessions.admin, context);
  const runOf = async (id: string) => {
    const run = await loadRunDocument(db, admin, id);
    return [run?.state, run?.result?.read, run?.result?.accepted, run?.result?.new, run?.result?.changed];
  };
  await takeUpRuns({ db, dataFolder, takeUpRun: context.jobs.takeUpRun });
  const waiting = await runOf(access.waitingRun);
  const sent = await runOf(await sendByKey(installation, access));
  const dropped = await dropFile(installation);
  const upload = await applyUpload(installation, access);
  const restated = await db.inside.importBatch.findFirstOrThrow({ where: { fileName: "calls-restated.csv" } });
  await revertBatch(db, admin, restated.id, "ada@alder.example");
  return { waiting, sent, dropped, upload };
}

async function sendByKey({ context }: Installation, { keys }: Access): Promise<string> {
  const body = new FormData();
  body.set("mapping", "quill-calls");
  body.set("vendor", "quill");
  body.set("file", new File([calls({ from: "2026-11-20", until: "2026-11-23" })], "calls-22.csv"));
  const headers = { Authorization: `Bearer ${keys.nightly}` };
  const request = new Request(new URL("/api/v1/imports", TEST_ORIGIN), { method: "POST", headers, body });
  const answer = await answerOf(sendAction({ request, params: {}, context }));
  const { id }: { id?: string } = await answer.json();
  if (id === undefined) throw new Error(`The file was not taken in: ${answer.status}`);
  return id;
}

/** What becomes of a file in a watched folder that a remembered mapping fits. */
async function dropFile({ context, dataFolder }: Installation) {
  const dropFolder = await mkdtemp(path.join(tmpdir(), "plumbline-dropped-"));
  const folder = path.join(dropFolder, "quill");
  await mkdir(folder);
  await writeFile(
    path.join(folder, "calls-23.csv"),
    calls({ from: "2026-11-22", until: "2026-11-23" }, { revised: true }),
  );
  const memory = nothingKnown();
  for (const seconds of [0, 10, 20]) {
    const clock = () => new Date(TEST_NOW.getTime() + seconds * 1000);
    const setting = { db: context.db, dataFolder, dropFolder, queue: context.jobs, clock };
    const logger = pino({ level: "silent" });
    const quota = context.environment.uploadQuota;
    await scanDropFolder({ ...setting, quota, logger, signal: new AbortController().signal }, memory);
  }
  const became = await readdir(folder, { recursive: true });
  await rm(dropFolder, { recursive: true });
  const batch = await context.db.inside.importBatch.findFirst({ where: { fileName: "calls-23.csv" } });
  return [became.length, batch?.rowsAccepted, batch?.rowsChanged];
}

/** The upload as its owner finds it, applied. */
async function applyUpload({ context, dataFolder }: Installation, { sessions, upload, people }: Access) {
  const { db } = context;
  const analyst = await signedInViewer(sessions.analyst, context);
  const listed = await listUnfinished(db, dataFolder, people.analyst);
  const staged = await requireStaged({ db, dataFolder }, upload, people.analyst);
  const step = await loadMapStep(db, analyst, staged, 1);
  const columns = step.made?.suggestion?.columns.map(({ heading, target }) => [heading, target]);
  const request = post(`/imports/staged/${upload}/apply`, {}, [sessions.analyst]);
  const answer = await answerOf(applyAction({ request, params: { id: upload }, context }));
  const batch = await db.inside.importBatch.findFirst({ where: { fileName: "handled.csv" } });
  return [
    listed.files.map(({ fileName }) => fileName),
    columns,
    answer.status,
    batch?.rowsAccepted,
    batch?.rowsRejected,
  ];
}
