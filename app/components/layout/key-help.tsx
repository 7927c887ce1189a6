import { Dialog } from "../ui/dialog";

const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["["], does: "The period before" },
  { keys: ["]"], does: "The period after" },
  { keys: ["Ctrl K", "⌘ K"], does: "Jump to a page, a partner or a metric" },
  { keys: ["←", "→"], does: "In a chart: point by point" },
  { keys: ["Home", "End"], does: "In a chart: first and last point" },
  { keys: ["Esc"], does: "Leave a chart, close what is open" },
  { keys: ["?"], does: "This list" },
];

/** The list of keys. Loaded when first asked for. */
export default function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
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
