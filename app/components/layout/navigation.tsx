import { NavLink } from "@remix-run/react";
import {
  Activity,
  CalendarClock,
  ClipboardList,
  FileText,
  LayoutGrid,
  Link as LinkIcon,
  Scale,
  ScrollText,
  SearchCheck,
  Upload,
  Users,
  type LucideIcon,
} from "lucide-react";

const ICONS = {
  portfolio: LayoutGrid,
  scorecards: ClipboardList,
  metrics: Activity,
  notes: SearchCheck,
  imports: Upload,
  deliveries: CalendarClock,
  statements: Scale,
  sows: FileText,
  links: LinkIcon,
  people: Users,
  audit: ScrollText,
} satisfies Record<string, LucideIcon>;

export type NavigationIcon = keyof typeof ICONS;

export type NavigationItem = {
  label: string;
  href: string;
  icon: NavigationIcon;
  /** What waits there: "6", "2 late". */
  count: string | null;
};

export type NavigationSection = { title: string | null; items: readonly NavigationItem[] };

/** The sections of the product; the one that holds the page is marked. */
export function Navigation({ sections }: { sections: readonly NavigationSection[] }) {
  return (
    <>
      {sections.map((section) => (
        <div key={section.title ?? "first"} className="mb-5">
          {section.title && (
            <h2 className="mb-1.5 px-2 text-2xs font-semibold tracking-[0.04em] text-ink-3 uppercase">
              {section.title}
            </h2>
          )}
          <ul className="grid gap-px">
            {section.items.map((item) => (
              <li key={item.href}>
                <Item item={item} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function Item({ item }: { item: NavigationItem }) {
  const Icon = ICONS[item.icon];
  return (
    <NavLink
      to={item.href}
      prefetch="intent"
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-ink-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <span className="grow truncate">{item.label}</span>
      {item.count !== null && <span className="figures text-xs font-normal text-ink-3">{item.count}</span>}
    </NavLink>
  );
}
