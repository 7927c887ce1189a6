import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

const TITLE_DELAY_MS = 100;

/** Between pages: a thin bar once loading takes a moment, and the new page's title read out when it is there. */
export function PageProgress() {
  const busy = useNavigation().state !== "idle";
  const { pathname } = useLocation();
  const [title, setTitle] = useState("");
  const firstPath = useRef(pathname);
  useEffect(() => {
    if (pathname === firstPath.current) return;
    firstPath.current = "";
    const timer = setTimeout(() => setTitle(document.title), TITLE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [pathname]);
  return (
    <>
      {busy && <div aria-hidden="true" className="page-progress no-print" />}
      <p aria-live="polite" className="sr-only">
        {title}
      </p>
    </>
  );
}
