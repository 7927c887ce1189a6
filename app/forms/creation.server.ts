import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { fieldNamesOf } from "./field-names";
import { readForm, type SentForm } from "./read-form.server";
import { FORM_ID } from "~/domain/input/form-id";
import { submissionOf } from "./submission.server";

/** What tells a form that is sent again from another one: its one-time id, and everything that was entered. */
export type Creation = { readonly formId: string; readonly content: string };

/** For the page of a form that creates something: the id under which it creates it once, however often it is sent. */
export function newFormId(): string {
  return randomBytes(32).toString("base64url");
}

const FORM_ID_SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** Null without an id of ours: whatever is sent so is created each time. */
export function creationOf(formId: string | null, content: unknown): Creation | null {
  return formId !== null && FORM_ID_SHAPE.test(formId) ? { formId, content: JSON.stringify(content) } : null;
}

export function creationOfForm(form: SentForm): Creation | null {
  return creationOf(form.get(FORM_ID), [...form.entries()]);
}

/** Reads a form that creates what its schema describes. */
export async function readCreation<Schema extends z.core.$ZodType>(request: Request, schema: Schema) {
  const form = await readForm(request, [FORM_ID, ...fieldNamesOf(schema)]);
  return { submission: submissionOf(form, schema), creation: creationOfForm(form) };
}
