import { useBeforeUnload, useBlocker } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import { UNSAVED_QUESTION } from "~/wording/shared/text";

/** Asks before a page is left whose forms hold something typed and not sent. Search and filter forms only change the address. */
export function UnsavedWarning() {
  const edited = useRef(new Set<HTMLFormElement>());
  const isEdited = useCallback(() => [...edited.current].some((form) => form.isConnected), []);

  useEffect(() => {
    const onEdit = ({ target }: Event) => {
      const form = target instanceof Element ? target.closest("form") : null;
      if (form !== null && form.method === "post") edited.current.add(form);
    };
    const onSent = ({ target }: Event) => {
      if (target instanceof HTMLFormElement) edited.current.delete(target);
    };
    document.addEventListener("input", onEdit);
    document.addEventListener("submit", onSent, true);
    document.addEventListener("reset", onSent, true);
    return () => {
      document.removeEventListener("input", onEdit);
      document.removeEventListener("submit", onSent, true);
      document.removeEventListener("reset", onSent, true);
    };
  }, []);

  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (isEdited()) event.preventDefault();
      },
      [isEdited],
    ),
  );

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isEdited(),
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    if (window.confirm(UNSAVED_QUESTION)) {
      edited.current.clear();
      blocker.proceed();
    } else {
      blocker.reset();
    }
  }, [blocker]);
  return null;
}
