import { createHash, type Hash } from "node:crypto";
import { createOnce } from "~/data/db/create-once.server";
import { FORM_ID } from "~/domain/input/form-id";
import { creationOf } from "~/forms/creation.server";
import type { Allowance } from "~/ingest/intake/allowance";
import { openAllowance, unpackWithin, type Sender } from "~/ingest/intake/upload-quota.server";
import { answered, type Answer, FileRefused } from "~/domain/input/refusal";
import { bodyOf } from "~/ingest/intake/received/body-pieces";
import { formParts, textOfPart, type FormPart } from "~/ingest/intake/received/form-parts";
import { tidyFileName } from "~/ingest/format/file-name";
import {
  adoptFile,
  contentPath,
  receiveFile,
  removeOldStaged,
  removeStaged,
  stagedFolder,
} from "~/ingest/intake/upload-folder.server";
import { writeStaged } from "~/ingest/wizard/uploads.server";
import { readPartnerChoice, PARTNER_FIELDS } from "./wizard-forms";
import { wizardStateSchema } from "~/ingest/wizard/wizard-state";
import { UPLOADS } from "~/wording/imports/uploads";

const MAX_FILES = 50;
const MAX_TEXT_BYTES = 1_000;

type Received = { id: string; bytes: number; fileName: string; sha256: string };

/**
 * Takes in the files of a drop, straight to disk, and answers the ids under which they wait; the same drop sent again is answered with
 * the ids of the first. Archives are opened: each of their
 * files waits by itself. Nothing is left of a drop that is refused, or whose sender hangs up.
 */
export async function stageFiles(request: Request, sender: Sender, now: Date): Promise<Answer<string[]>> {
  const { db, dataFolder, actor } = sender;
  const folder = stagedFolder(dataFolder);
  await removeOldStaged(folder, now);
  const allowance = await openAllowance(sender);
  const received: Received[] = [];
  const takePart = async (part: FormPart, form: URLSearchParams) => {
    if ([FORM_ID, ...PARTNER_FIELDS].includes(part.name) && !form.has(part.name))
      return form.set(part.name, await textOfPart(part.data, MAX_TEXT_BYTES));
    if (part.name !== "file") return;
    if (received.length >= MAX_FILES) throw new FileRefused("too-large", UPLOADS.tooMany(MAX_FILES));
    const hash = createHash("sha256");
    const file = await receiveFile(folder, hashed(part.data, hash), allowance);
    received.push({ ...file, fileName: part.fileName ?? "", sha256: hash.digest("hex") });
  };
  const discard = async () => {
    for (const { id } of received) await removeStaged(folder, id);
  };
  const answer = await answered(async () => {
    const form = new URLSearchParams();
    for await (const part of formParts(bodyOf(request), request.headers.get("Content-Type")))
      await takePart(part, form);
    const sent = received.map(({ fileName, sha256 }) => [fileName, sha256]);
    const files = await opened(folder, received, allowance);
    if (files.length === 0) throw new FileRefused("unreadable", UPLOADS.chooseFile);
    const partner = readPartnerChoice(form);
    await allowance.recordWaiting(files.map(({ id, bytes, fileName }) => ({ id, bytes, fileName, folder: "staged" })));
    // Whoever sends the same drop meanwhile waits with a connection: nothing here may need another one.
    const create = async () => {
      for (const { id, bytes, fileName } of files) {
        const state = wizardStateSchema.parse({
          fileName,
          bytes,
          actor,
          stagedAt: now.toISOString(),
          ...partner,
        });
        await writeStaged(folder, { ...state, id, path: contentPath(folder, id) });
      }
      return files.map(({ id }) => id);
    };
    const creation = creationOf(form.get(FORM_ID), [[...form], sent]);
    const once = await createOnce(db, { actor, creation, create, recordOf: (ids) => ids.join(" ") });
    if (once.isFirst) return once.made;
    await discard();
    return once.record.split(" ");
  })
    .catch(async (error: unknown) => {
      await discard();
      throw error;
    })
    .finally(allowance.close);
  if (!answer.ok) await discard();
  return answer;
}

async function* hashed(data: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of data) {
    hash.update(chunk);
    yield chunk;
  }
}

/** What came with something in it, archives replaced by what they hold. */
async function opened(folder: string, uploaded: Received[], allowance: Allowance): Promise<Received[]> {
  const received = uploaded.slice();
  const files: Received[] = [];
  for (const file of received) {
    if (file.bytes === 0 && file.fileName === "") {
      await removeStaged(folder, file.id);
      allowance.takeBack({ files: 1, bytes: 0 });
      continue;
    }
    const unpacked = await unpackWithin(allowance, contentPath(folder, file.id), file.fileName, { folder });
    try {
      if (unpacked.files.some(({ path }) => path === contentPath(folder, file.id))) {
        files.push(file);
        continue;
      }
      for (const { name, path } of unpacked.files) {
        const inside = { ...(await adoptFile(folder, path, allowance)), fileName: tidyFileName(name), sha256: "" };
        received.push(inside);
        files.push(inside);
      }
      await removeStaged(folder, file.id);
      allowance.takeBack({ files: 1, bytes: file.bytes });
    } finally {
      await unpacked.discard();
    }
  }
  return files;
}
