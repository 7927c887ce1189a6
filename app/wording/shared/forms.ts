/** Why a form was refused before its fields were read. */
export const FORM_REFUSALS = {
  tooManyFields: "This form has too many fields.",
  notAForm: "This is not a valid form.",
  unknownFields: "This form has unknown fields.",
  tooLarge: (kilobytes: number) => `This form is larger than ${kilobytes} kB.`,
  badCharacters: "This form contains characters that can’t be saved, such as NUL.",
  retry: "Nothing was changed. Go back, reload the page and submit the form again.",
} as const;
