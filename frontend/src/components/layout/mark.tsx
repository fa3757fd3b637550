/** Two shelves with goods of different heights. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" className={className} aria-hidden="true">
      <path d="M3 11h18M3 20.5h18" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M6 7v4M11 4v7M16.5 6.5V11M8.5 15.5v5M13.5 13.5v7M18.5 16v4.5"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
