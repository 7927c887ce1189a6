import { BATCH_ORDERS, type BatchFilter, type BatchOrder } from "~/data/imports/batches.server";
import { readListSort } from "../shared/list-sort";
import { FACT_KINDS } from "~/domain/facts/fact-fields";

/** What the address of the list of imports asks for. */
export type BatchQuestion = { readonly page: number; readonly filter: BatchFilter; readonly order: BatchOrder | null };

/** `rejected`: with rows that were set aside, whether reverted since or not. */
export const BATCH_STATES = ["applied", "reverted", "rejected"] as const;

/** What an address does not say in words that are known narrows nothing. */
export function readBatchQuestion(address: URLSearchParams): BatchQuestion {
  const vendor = address.get("vendor")?.trim();
  const kind = FACT_KINDS.find((known) => known === address.get("kind"));
  const state = BATCH_STATES.find((known) => known === address.get("state"));
  const page = Number(address.get("page") ?? "1");
  return {
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    order: readListSort(address, BATCH_ORDERS),
    filter: {
      ...(vendor ? { vendor } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(state === undefined ? {} : { state }),
    },
  };
}
