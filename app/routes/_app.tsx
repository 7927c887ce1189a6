import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { optionalViewer, requireSignedIn } from "~/auth/require-viewer.server";
import { AppShell } from "~/components/layout/app-shell";
import { personalPagesFor, sectionsFor } from "~/components/layout/app-sections";
import { Failure } from "~/components/layout/failure";
import type { JumpTarget } from "~/components/layout/jump-target";
import { ROLE_LABELS } from "~/wording/access/roles";
import { JUMP_GROUPS } from "~/wording/shared/navigation";
import { roleOf, viewerName } from "~/domain/access/viewer";
import { METRIC_KEYS, metricOf } from "~/domain/metrics/catalog/catalog";
import { loadNavigation, type NavigationReport } from "~/reports/shared/navigation.server";
import type { loader as rootLoader } from "~/root";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  // Whoever is not signed in is not asked to, for the sake of a page that is not there.
  const isUnknown = params["*"] !== undefined;
  if (isUnknown && (await optionalViewer(request, context)) === null) throw new Response(null, { status: 404 });
  const viewer = await requireSignedIn(request, context);
  const report = await loadNavigation(context.db, viewer, context.clock);
  const sections = sectionsFor(viewer, {
    "/scorecards": String(report.partners.length),
    "/notes": report.openNotes > 0 ? String(report.openNotes) : null,
  });
  const personalPages = personalPagesFor(viewer);
  const role = roleOf(viewer);
  return {
    sections,
    personalPages,
    jumpTargets: [
      ...[...sections.flatMap(({ items }) => items), ...personalPages].map(({ label, href }) =>
        target(JUMP_GROUPS.pages, label, href),
      ),
      ...targetsOf(report),
    ],
    person: {
      name: viewerName(viewer),
      email: "email" in viewer ? viewer.email : "",
      role: role === null ? "" : ROLE_LABELS[role],
    },
  };
}

function targetsOf({ partners, months }: NavigationReport): JumpTarget[] {
  return [
    ...partners.map(({ key, name }) => target(JUMP_GROUPS.partners, name, `/scorecards/${key}`)),
    ...months.map(({ key, label }) => target(JUMP_GROUPS.months, label, `/portfolio?period=${key}`)),
    // A metric's page is of a partner.
    ...(partners.length === 0
      ? []
      : METRIC_KEYS.map((key) => target(JUMP_GROUPS.metrics, searchName(metricOf(key)), `/metrics/${key}`))),
  ];
}

/** A metric is looked for by either of its names. */
function searchName({ name, shortName }: { name: string; shortName: string }): string {
  return name.toLowerCase().includes(shortName.toLowerCase()) ? name : `${name} (${shortName})`;
}

function target(group: JumpTarget["group"], label: string, href: string): JumpTarget {
  return { group, label, href };
}

export default function SignedIn() {
  const data = useLoaderData<typeof loader>();
  const theme = useTheme();
  return (
    <AppShell {...data} theme={theme}>
      <Outlet />
    </AppShell>
  );
}

/** A page that fails or is not there keeps the navigation, unless that is what failed. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>("routes/_app");
  const theme = useTheme();
  // Null where an action was refused: the router then runs no loader of this route.
  if (data == null) return <Failure />;
  return (
    <AppShell {...data} theme={theme}>
      <Failure inShell />
    </AppShell>
  );
}

function useTheme() {
  return useRouteLoaderData<typeof rootLoader>("root")?.theme ?? "system";
}
