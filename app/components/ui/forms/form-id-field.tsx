import { FORM_ID } from "~/domain/input/form-id";

/** Belongs in every form that creates something: sent twice, it creates it once. */
export function FormIdField({ id }: { id: string }) {
  return <input type="hidden" name={FORM_ID} value={id} />;
}
