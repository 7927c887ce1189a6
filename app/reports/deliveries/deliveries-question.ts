import { given } from "../shared/address";

/** What the address of the deliveries asks for. */
export type DeliveriesQuestion = {
  /** A partner's key; null: all. */
  readonly vendor: string | null;
  /** Only files of which something is overdue or incomplete. */
  readonly inNeed: boolean;
};

/** The same of the page that lists them, with the page requested. */
export type DeliveriesListQuestion = DeliveriesQuestion & { readonly page: number };

export function readDeliveriesQuestion(address: URLSearchParams): DeliveriesListQuestion {
  const page = Number(address.get("page") ?? "1");
  return {
    vendor: given(address, "vendor"),
    inNeed: address.get("state") === "in-need",
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  };
}
