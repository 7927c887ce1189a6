import { Link } from "@remix-run/react";
import { CalendarClock } from "lucide-react";

/** On pages whose figures rest on files: that some are overdue or incomplete, and where to see which. */
export function DeliveriesNote({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <p className="no-print mb-4 flex items-center gap-2 text-sm text-ink-2">
      <CalendarClock size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
      <Link to="/expected-files?state=in-need" className="prose-link">
        {words}
      </Link>
    </p>
  );
}
