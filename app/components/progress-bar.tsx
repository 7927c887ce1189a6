type ProgressBarProps = {
  /** What is being done. */
  label: string;
  /** 0–1, or null while the whole is not known. */
  share: number | null;
  detail?: string | undefined;
};

/** Long work, how far it is; it goes on when the page is left. */
export function ProgressBar({ label, share, detail }: ProgressBarProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div className="text-sm">
      <div className="mb-1.5 flex justify-between gap-3">
        <span className="font-medium">{label}</span>
        <span className="figures text-xs text-ink-3">{detail ?? (percent === null ? "" : `${percent}%`)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        className="h-1.5 overflow-hidden rounded-full bg-band-1"
      >
        <svg className="h-full w-full" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect
            width={percent ?? 35}
            height="1"
            className={percent === null ? "animate-pulse fill-brand" : "fill-brand"}
          />
        </svg>
      </div>
    </div>
  );
}
