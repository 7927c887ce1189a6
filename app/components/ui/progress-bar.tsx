type ProgressBarProps = {
  label: string;
  /** 0–1; null where the progress is unknown. */
  share: number | null;
};

/** How far something is. */
export function ProgressBar({ label, share }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      className="progress-bar"
      max={1}
      {...(share === null ? {} : { value: Math.round(share * 1000) / 1000 })}
    />
  );
}
