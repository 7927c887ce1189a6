import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { Failure } from "~/components/layout/failure";
import { usePageLoad } from "~/components/layout/page-load";
import { pageTitle } from "~/components/layout/page-title";
import { readTheme } from "~/components/layout/theme";
import stylesheet from "~/styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "preload", href: interLatin, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: pageTitle() }];

/** How long to wait, where a page was refused. */
export const headers: HeadersFunction = ({ errorHeaders }) => {
  const after = errorHeaders?.get("Retry-After") ?? null;
  return after === null ? {} : { "Retry-After": after };
};

export function loader({ request }: LoaderFunctionArgs) {
  return { theme: readTheme(request.headers.get("Cookie")) };
}

/** The document around every page and every failure. */
export function Layout({ children }: { children: ReactNode }) {
  const theme = useRouteLoaderData<typeof loader>("root")?.theme ?? "system";
  const { nonce, requestId } = usePageLoad();
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <meta name="request-id" content={requestId} />
        <meta name="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <Failure />;
}
