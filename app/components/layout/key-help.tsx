import { Dialog } from "../ui/dialog";
import { SHORTCUTS } from "~/wording/shared/navigation";

const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["["], does: SHORTCUTS.previousPeriod },
  { keys: ["]"], does: SHORTCUTS.nextPeriod },
  { keys: ["Ctrl K", "⌘ K"], does: SHORTCUTS.search },
  { keys: ["←", "→"], does: SHORTCUTS.chartPoints },
  { keys: ["Home", "End"], does: SHORTCUTS.chartEnds },
  { keys: ["Esc"], does: SHORTCUTS.close },
  { keys: ["?"], does: SHORTCUTS.list },
];

/** The list of keys. Loaded when first requested. */
export default function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={SHORTCUTS.title} onClose={onClose}>
      <dl className="divide-y divide-line">
        {KEYS.map((entry) => (
          <div key={entry.does} className="flex items-center justify-between gap-6 py-2 text-sm">
            <dt className="order-2 flex gap-1.5">
              {entry.keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-sm border border-line-strong bg-sunken px-1.5 font-sans text-2xs leading-5 font-medium text-ink-2"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{entry.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
