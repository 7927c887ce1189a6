import { EXCLUSION_STATES } from "~/domain/contracts/exclusions/exclusion";
import { given } from "../shared/address";
import type { ExclusionsQuestion } from "./exclusions.server";

const MAX_PAGE = 10_000;

export function readExclusionsQuestion(address: URLSearchParams): ExclusionsQuestion {
  const page = Number(address.get("page") ?? "1");
  return {
    vendor: given(address, "vendor"),
    state: EXCLUSION_STATES.find((state) => state === address.get("state")) ?? null,
    page: Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1,
  };
}
