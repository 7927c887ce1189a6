import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Pin } from "../marks/pin";
import { Tag } from "../ui/tag";

type NoteCardProps = {
  /** Number of its pin in the chart; null where no chart stands beside it. */
  number: number | null;
  title: string;
  /** Short classifications: category, whose fault. */
  tags?: readonly string[] | undefined;
  children: ReactNode;
  /** What it is about, who wrote it and when: "CSAT · Manila · vendor lead, 4 Oct". */
  byline: string;
  href?: string | null | undefined;
};

/** A root-cause note. Several stand in one `Card padding="none"`; lines part them. */
export function NoteCard({ number, title, tags = [], children, byline, href }: NoteCardProps) {
  return (
    <article id={number === null ? undefined : `note-${number}`} className="border-b border-line p-4 last:border-b-0">
      <h3 className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-semibold">
        {number !== null && <Pin number={number} />}
        {href ? (
          <Link to={href} className="hover:underline">
            {title}
          </Link>
        ) : (
          <span>{title}</span>
        )}
        {tags.length > 0 && <Tag>{tags.join(" · ")}</Tag>}
      </h3>
      <div className="text-sm text-pretty text-ink-2">{children}</div>
      <p className="mt-1.5 text-xs text-ink-3">{byline}</p>
    </article>
  );
}
