/** How much of a form is read before anything is made of it. */
export type FormLimits = { readonly bytes: number; readonly fields: number };

/** The limits of every form that has none of its own. */
export const PLAIN_FORM: FormLimits = { bytes: 64 * 1024, fields: 500 };

/** The form of a mapping sends up to nine fields for each of at most 2,000 columns, or a whole mapping document. */
export const MAPPING_FORM: FormLimits = { bytes: 2 * 1024 * 1024, fields: 25_000 };
