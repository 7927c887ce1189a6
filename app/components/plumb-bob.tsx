/** The mark of Plumbline: a bob hanging from its line. */
export function PlumbBob({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d="M10 1v8" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <path d="M8 8h4l1.5 2.8L10 19.4 6.5 10.8z" fill="currentColor" />
    </svg>
  );
}
