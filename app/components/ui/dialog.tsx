import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { CONTROLS } from "~/wording/shared/controls";

type DialogProps = { title: string; onClose: () => void; children: ReactNode };

/** A modal window, open while it is rendered. Escape and a press beside it close it; focus returns where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line-strong bg-surface p-0 text-start text-ink shadow-raised"
    >
      <div className="p-5">
        <div className="mb-3 flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="-me-1 -mt-1 inline-grid size-7 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <X size={16} strokeWidth={1.75} aria-hidden="true" />
            <span className="sr-only">{CONTROLS.close}</span>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
