/** The hidden field with the one-time id of a form that creates something. */
export const FORM_ID = "formId";
