/** Codes of rejected rows by the names of earlier releases. Stored rejections keep the code that they were written with. */
export const FORMER_PROBLEM_CODES: Readonly<Record<string, string>> = { "nothing-said": "nothing-stated" };
