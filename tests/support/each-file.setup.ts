import fc from "fast-check";
import { afterAll } from "vitest";
import { cleanUp } from "./after-file";

/** `npm test` chooses and prints one seed for the property tests of a run, fixed in CI; a file run alone takes a new one each time. */
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED) fc.configureGlobal({ seed: Number(PROPERTY_SEED) });

afterAll(cleanUp);
