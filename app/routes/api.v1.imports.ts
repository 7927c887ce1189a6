import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerApi, refuseOtherMethods, unanswerable } from "~/auth/api-response.server";
import { problemResponse } from "~/auth/problem";
import { requireApiViewer } from "~/auth/require-viewer.server";
import { actorOf } from "~/domain/access/actor";
import { BATCHES_PER_PAGE, loadBatches } from "~/reports/imports/batches.server";
import type { RefusalCode } from "~/domain/input/refusal";
import { receiveAndStart } from "~/commands/imports/start-sent-import.server";
import { loadRunDocument } from "~/reports/api/import-run-document";
import { importDocument } from "~/reports/api/record-documents";
import { IMPORT_REQUEST } from "~/wording/imports/api-fields";

export function loader({ request, context }: LoaderFunctionArgs) {
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "imports.read");
    const requested = Number(new URL(request.url).searchParams.get("page"));
    const page = Number.isSafeInteger(requested) && requested > 0 ? requested : 1;
    const { batches, total } = await loadBatches(context.db, viewer, page);
    const pages = Math.max(1, Math.ceil(total / BATCHES_PER_PAGE));
    return { body: { items: batches.map(importDocument), total, page, pages } };
  });
}

const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,255}$/;
const STATUS_OF: Readonly<Partial<Record<RefusalCode, number>>> = {
  "too-large": 413,
  "mapping-invalid": 422,
  "quota-of-person": 429,
  "quota-of-all": 507,
};

/** What a key sent is gone once its import has ended. */
const RETRY_AFTER_SECONDS = "60";

export async function action({ request, context }: ActionFunctionArgs) {
  if (request.method !== "POST") return refuseOtherMethods(request, "GET, HEAD, POST");
  return answerApi(context, async () => {
    const viewer = await requireApiViewer(request, context, "imports.write");
    const idempotencyKey = request.headers.get("Idempotency-Key");
    if (idempotencyKey !== null && !IDEMPOTENCY_KEY.test(idempotencyKey))
      return unanswerable([{ parameter: "Idempotency-Key", message: IMPORT_REQUEST.idempotencyKey }]);
    const { dataFolder } = context.environment;
    const sender = { db: context.db, dataFolder, quota: context.environment.uploadQuota, actor: actorOf(viewer) };
    const setting = { queue: context.jobs, idempotencyKey, now: context.clock() };
    const answer = await receiveAndStart(request, viewer, sender, setting);
    if (!answer.ok) return refusalOf(answer);
    const run = await loadRunDocument(context.db, viewer, answer.runId);
    if (run === null) throw new Error(`No run ${answer.runId}`);
    const headers = { Location: `${context.origin}/api/v1/imports/${run.id}` };
    return { status: 202, headers, body: run };
  });
}

function refusalOf(answer: Extract<Awaited<ReturnType<typeof receiveAndStart>>, { ok: false }>) {
  switch (answer.reason) {
    case "refused": {
      const { code, message: detail } = answer;
      const problem = { status: STATUS_OF[code] ?? 400, title: IMPORT_REQUEST.refused, detail };
      if (code === "quota-of-person") throw problemResponse(problem, { "Retry-After": RETRY_AFTER_SECONDS });
      return { problem };
    }
    case "requested":
      return unanswerable(answer.problems);
    case "not-permitted":
      return { problem: { status: 403, title: IMPORT_REQUEST.notPermitted, detail: answer.words } };
    case "other-content":
      return { problem: { status: 409, title: IMPORT_REQUEST.otherContent } };
  }
}
