/** The mark of Plumbline: a bob hanging from its line. */
export function PlumbBob({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d="M10 1v8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <path d="M8.2 8h3.6l2 1.9L10 19.6 6.2 9.9z" fill="currentColor" />
    </svg>
  );
}
