import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Database } from "./database.server";
import type { Prisma } from "../generated/client";

/** A form that creates something, as it was sent. Sent twice by one actor with the same content, it creates it once. */
export interface FormCreation {
  readonly formId: string;
  readonly content: string;
}

/** What was created: now, or by the same form before. `token`: the secret of what was created, if it has one. */
export type CreatedOnce<Made> =
  | { readonly isFirst: true; readonly made: Made; readonly token: string }
  | { readonly isFirst: false; readonly record: string; readonly token: string };

type Creating<Made> = {
  readonly actor: string;
  readonly creation: FormCreation | null;
  create(tx: Prisma.TransactionClient, token: string): Promise<Made>;
  /** The id of what was created; null where it was refused. */
  recordOf(made: Made): string | null;
};

/**
 * Creates something in a transaction of its own. Sent again, the form waits for the first time to end and is answered with what that
 * created; a refused one may be sent again. The token has 256 random bits and is not stored: it is the same for the same form,
 * because it is derived from the form's id and a stored salt.
 */
export async function createOnce<Made>(db: Database, creating: Creating<Made>): Promise<CreatedOnce<Made>> {
  const { actor, creation, create, recordOf } = creating;
  const salt = randomBytes(32).toString("base64url");
  if (creation === null) {
    const made = await db.inside.$transaction((tx) => create(tx, salt));
    return { isFirst: true, made, token: salt };
  }
  const { formId, content } = creation;
  const tokenOf = (key: string) => createHmac("sha256", key).update(formId).digest("base64url");
  const digest = createHash("sha256")
    .update(JSON.stringify([actor, formId, content]))
    .digest("hex");
  return db.inside.$transaction(async (tx): Promise<CreatedOnce<Made>> => {
    const claimed = await tx.$executeRaw`
      INSERT INTO form_submission (digest, record, salt) VALUES (${digest}, '', ${salt}) ON CONFLICT DO NOTHING`;
    if (claimed === 0) {
      const first = await tx.formSubmission.findUniqueOrThrow({ where: { digest } });
      return { isFirst: false, record: first.record, token: tokenOf(first.salt) };
    }
    const made = await create(tx, tokenOf(salt));
    const record = recordOf(made);
    if (record === null) await tx.formSubmission.delete({ where: { digest } });
    else await tx.formSubmission.update({ where: { digest }, data: { record } });
    return { isFirst: true, made, token: tokenOf(salt) };
  });
}
