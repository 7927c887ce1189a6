import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { requireSignedIn } from "~/auth/require-viewer.server";
import { AppShell } from "~/components/app-shell";
import { sectionsFor } from "~/components/app-sections";
import type { JumpTarget } from "~/components/jump-target";
import { may } from "~/domain/access/permissions";
import { roleOf, viewerName } from "~/domain/access/viewer";
import { METRIC_KEYS, metricOf } from "~/domain/metrics/catalogue";
import { loadNavigation } from "~/reports/navigation.server";
import type { loader as rootLoader } from "~/root";

const ROLE_WORDS = {
  admin: "Administrator",
  lead: "Vendor lead",
  analyst: "Analyst",
  stakeholder: "Stakeholder",
  partner: "Partner",
} as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireSignedIn(request, context);
  const { partners } = await loadNavigation(context.db, viewer);
  const sections = sectionsFor(viewer, { "/scorecards": String(partners.length) });
  const role = roleOf(viewer);
  const jumpTargets: JumpTarget[] = [
    ...sections.flatMap(({ items }) => items.map(({ label, href }): JumpTarget => ({ group: "Pages", label, href }))),
    ...partners.map(({ key, name }): JumpTarget => ({ group: "Partners", label: name, href: `/scorecards/${key}` })),
    ...METRIC_KEYS.map((key): JumpTarget => ({ group: "Metrics", label: metricOf(key).name, href: `/metrics/${key}` })),
  ];
  return {
    sections,
    jumpTargets,
    organisationHref: may(viewer, "organisation.read") ? "/organisation" : null,
    person: {
      name: viewerName(viewer),
      email: "email" in viewer ? viewer.email : "",
      role: role === null ? "" : ROLE_WORDS[role],
    },
  };
}

export default function SignedIn() {
  const data = useLoaderData<typeof loader>();
  const theme = useRouteLoaderData<typeof rootLoader>("root")?.theme ?? "system";
  return (
    <AppShell {...data} theme={theme}>
      <Outlet />
    </AppShell>
  );
}
