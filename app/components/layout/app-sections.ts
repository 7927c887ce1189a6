import { may, type Permission } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { NavigationItem, NavigationSection } from "./navigation";
import type { PersonalPage } from "./user-menu";
import { SECTIONS } from "~/wording/shared/navigation";

type Section = { title: string | null; items: readonly (Omit<NavigationItem, "count"> & { needs: Permission })[] };

const GROUPS: readonly Section[] = [
  {
    title: null,
    items: [
      { label: SECTIONS.portfolio, href: "/portfolio", icon: "portfolio", needs: "portfolio.read" },
      { label: SECTIONS.scorecards, href: "/scorecards", icon: "scorecards", needs: "scorecard.read" },
      { label: SECTIONS.metrics, href: "/metrics", icon: "metrics", needs: "metric.read" },
      { label: SECTIONS.causes, href: "/notes", icon: "notes", needs: "notes.read" },
    ],
  },
  {
    title: SECTIONS.contracts,
    items: [
      { label: SECTIONS.statements, href: "/statements", icon: "statements", needs: "statements.read" },
      { label: SECTIONS.sows, href: "/sows", icon: "sows", needs: "sows.read" },
    ],
  },
  {
    title: SECTIONS.data,
    items: [
      { label: SECTIONS.imports, href: "/imports", icon: "imports", needs: "imports.read" },
      { label: SECTIONS.expectedFiles, href: "/expected-files", icon: "deliveries", needs: "deliveries.read" },
      { label: SECTIONS.links, href: "/links", icon: "links", needs: "links.read" },
      { label: SECTIONS.people, href: "/people", icon: "people", needs: "people.read" },
      { label: SECTIONS.audit, href: "/audit", icon: "audit", needs: "audit.read" },
    ],
  },
];

/** The sections that the viewer may open, with what waits in them. */
export function sectionsFor(viewer: Viewer, counts: Readonly<Record<string, string | null>>): NavigationSection[] {
  return GROUPS.map(({ title, items }) => ({
    title,
    items: items
      .filter((item) => may(viewer, item.needs))
      .map(({ label, href, icon }) => ({ label, href, icon, count: counts[href] ?? null })),
  })).filter((section) => section.items.length > 0);
}

const PERSONAL: readonly (PersonalPage & { needs: Permission | null })[] = [
  { label: SECTIONS.account, href: "/account", icon: "account", needs: null },
  { label: SECTIONS.keys, href: "/keys", icon: "keys", needs: "keys.read" },
  { label: SECTIONS.organization, href: "/organization", icon: "organization", needs: "organization.read" },
];

/** The places that the viewer's own menu leads to. */
export function personalPagesFor(viewer: Viewer): PersonalPage[] {
  return PERSONAL.filter(({ needs }) => needs === null || may(viewer, needs)).map(({ label, href, icon }) => ({
    label,
    href,
    icon,
  }));
}
