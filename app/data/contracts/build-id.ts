/** Set where the program is built: a hash of everything that it is built from. */
declare const PLUMBLINE_BUILD_ID: string | undefined;

/** Tells this build of the program from every other; null where it runs from source, which changes as it runs. */
export const BUILD_ID = typeof PLUMBLINE_BUILD_ID === "undefined" ? null : PLUMBLINE_BUILD_ID;
