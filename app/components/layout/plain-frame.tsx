import type { ReactNode } from "react";
import { PlumbBob } from "./logo";

type PlainFrameProps = { title: string; lead?: ReactNode; children?: ReactNode };

/** One matter alone on the page: signing in, a link's password, a link that ended, an error. */
export function PlainFrame({ title, lead, children }: PlainFrameProps) {
  return (
    <main id="content" className="mx-auto flex min-h-dvh w-full max-w-[25rem] flex-col justify-center px-4 py-12">
      <p className="mb-6 flex items-center gap-2.5 font-semibold">
        <PlumbBob className="text-brand" />
        Plumbline
      </p>
      <div className="card rounded-lg border border-line bg-surface p-6 shadow-card">
        <h1 className="text-title font-semibold tracking-[-0.01em] text-balance">{title}</h1>
        {lead && <div className="mt-1.5 text-sm text-pretty text-ink-2">{lead}</div>}
        {children && <div className="mt-5">{children}</div>}
      </div>
    </main>
  );
}
