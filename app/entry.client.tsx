import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { PageLoadContext } from "~/components/layout/page-load";

const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
const requestId = document.querySelector<HTMLMetaElement>("meta[name=request-id]")?.content ?? "";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageLoadContext.Provider value={{ nonce, requestId }}>
        <RemixBrowser />
      </PageLoadContext.Provider>
    </StrictMode>,
  );
});
