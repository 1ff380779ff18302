/** A loop that is cut open. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M15.6 4.9A7.5 7.5 0 1 0 17.4 8.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
      />
      <path d="M12.2 10h7" stroke="var(--belt-bad)" strokeWidth="2.4" />
    </svg>
  )
}
