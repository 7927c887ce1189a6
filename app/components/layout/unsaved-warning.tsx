import { useBeforeUnload, useBlocker, useNavigation } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import { UNSAVED_QUESTION } from "~/wording/shared/text";

/** Asks before a page is left whose forms hold something typed and not sent. Search and filter forms only change the address. */
export function UnsavedWarning() {
  const edited = useRef(new Set<HTMLFormElement>());
  const sent = useRef(new Set<HTMLFormElement>());
  const navigation = useNavigation();
  const isEdited = useCallback(() => [...edited.current].some((form) => form.isConnected), []);

  useEffect(() => {
    const onEdit = ({ target }: Event) => {
      const form = target instanceof Element ? target.closest("form") : null;
      if (form?.getAttribute("method")?.toLowerCase() === "post") edited.current.add(form);
    };
    const onSent = ({ target, type }: Event) => {
      if (!(target instanceof HTMLFormElement)) return;
      if (edited.current.delete(target) && type === "submit") sent.current.add(target);
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

  // What was refused still stands in its form and is not saved.
  useEffect(() => {
    if (navigation.state !== "idle") return;
    for (const form of sent.current) if (isRefused(form)) edited.current.add(form);
    sent.current.clear();
  }, [navigation.state]);

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

function isRefused(form: HTMLFormElement): boolean {
  return form.isConnected && form.querySelector("[aria-invalid='true'], [data-notice], [role='alert']") !== null;
}
