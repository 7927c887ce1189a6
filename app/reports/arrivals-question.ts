import { given } from "./portfolio-question";

/** What the address of the arrivals asks for. */
export type ArrivalsQuestion = {
  /** A partner's key; null: all. */
  readonly vendor: string | null;
  /** Only files of which something is overdue or short. */
  readonly inNeed: boolean;
};

export function readArrivalsQuestion(address: URLSearchParams): ArrivalsQuestion {
  return { vendor: given(address, "vendor"), inNeed: address.get("state") === "in-need" };
}
