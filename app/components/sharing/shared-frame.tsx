import type { ReactNode } from "react";
import { Lead } from "../layout/lead";
import { PlumbBob } from "../layout/logo";
import { PrintName } from "../layout/print-name";
import { SHARED_FRAME_TEXT } from "~/wording/sharing/shared-page";

/** What every shared page has in its frame. */
export type SharedFrameProps = {
  /** Who shared it: "the vendor manager". */
  sharedBy: string;
  /** The day it ends: "20 Feb 2027"; null when it does not. */
  until: string | null;
  actions?: ReactNode;
};

type OwnProps = {
  title: string;
  /** Period, state, zone, data as of. */
  meta: readonly string[];
  lead?: ReactNode;
  children: ReactNode;
};

/** The frame of a shared view: readable on a phone, names itself, leads nowhere else. */
export function SharedFrame({ sharedBy, until, title, meta, lead, actions, children }: SharedFrameProps & OwnProps) {
  return (
    <div className="mx-auto w-full max-w-[92rem] px-4 pt-4 pb-12 sm:px-7">
      <PrintName name={[title, ...meta].join(" · ")} />
      <header className="mb-4 flex items-center gap-2.5 text-xs text-ink-3">
        <PlumbBob className="text-brand" />
        <span>
          {SHARED_FRAME_TEXT.sharedBy(sharedBy)} {until && SHARED_FRAME_TEXT.expires(until)}
        </span>
      </header>
      <main id="content">
        <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div>
            <h1 className="text-title font-semibold tracking-[-0.01em] text-balance">{title}</h1>
            <p className="figures text-xs text-ink-3">{meta.join(" · ")}</p>
          </div>
          {actions && <div className="no-print flex gap-2">{actions}</div>}
        </div>
        {lead && <Lead>{lead}</Lead>}
        {children}
      </main>
    </div>
  );
}
