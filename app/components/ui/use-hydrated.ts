import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while the server's markup is taken over, true ever after. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
