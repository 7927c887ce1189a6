import { createContext, useContext } from "react";

/** What one page load is known by: the nonce its scripts and styles carry and the id it has in the logs. */
export type PageLoad = { nonce: string; requestId: string };

export const PageLoadContext = createContext<PageLoad>({ nonce: "", requestId: "" });

export function usePageLoad(): PageLoad {
  return useContext(PageLoadContext);
}
