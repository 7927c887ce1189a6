import { may, type Permission } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { NavigationItem, NavigationSection } from "./navigation";
import type { PersonalPlace } from "./user-menu";

type Section = { title: string | null; items: readonly (Omit<NavigationItem, "count"> & { needs: Permission })[] };

const SECTIONS: readonly Section[] = [
  {
    title: null,
    items: [
      { label: "Portfolio", href: "/portfolio", icon: "portfolio", needs: "portfolio.read" },
      { label: "Scorecards", href: "/scorecards", icon: "scorecards", needs: "scorecard.read" },
      { label: "Metrics", href: "/metrics", icon: "metrics", needs: "metric.read" },
      { label: "Root causes", href: "/notes", icon: "notes", needs: "notes.read" },
    ],
  },
  {
    title: "Data",
    items: [
      { label: "Imports", href: "/imports", icon: "imports", needs: "imports.read" },
      { label: "Expected files", href: "/expected-files", icon: "deliveries", needs: "deliveries.read" },
      { label: "SOWs", href: "/sows", icon: "sows", needs: "sows.read" },
      { label: "Links", href: "/links", icon: "links", needs: "links.read" },
      { label: "People", href: "/people", icon: "people", needs: "people.read" },
      { label: "Audit log", href: "/audit", icon: "audit", needs: "audit.read" },
    ],
  },
];

/** The sections that the viewer may open, with what waits in them. */
export function sectionsFor(viewer: Viewer, counts: Readonly<Record<string, string | null>>): NavigationSection[] {
  return SECTIONS.map(({ title, items }) => ({
    title,
    items: items
      .filter((item) => may(viewer, item.needs))
      .map(({ label, href, icon }) => ({ label, href, icon, count: counts[href] ?? null })),
  })).filter((section) => section.items.length > 0);
}

const PERSONAL: readonly (PersonalPlace & { needs: Permission | null })[] = [
  { label: "Your account", href: "/account", icon: "account", needs: null },
  { label: "API keys", href: "/keys", icon: "keys", needs: "keys.read" },
  { label: "Organisation", href: "/organisation", icon: "organisation", needs: "organisation.read" },
];

/** The places that the viewer's own menu leads to. */
export function personalPlacesFor(viewer: Viewer): PersonalPlace[] {
  return PERSONAL.filter(({ needs }) => needs === null || may(viewer, needs)).map(({ label, href, icon }) => ({
    label,
    href,
    icon,
  }));
}
