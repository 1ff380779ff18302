import type { IncidentRow } from '../api/answers.ts'

/** The incident that an object is in, as a link; nothing for none. */
export function IncidentLink({ incident }: { readonly incident: IncidentRow | null }) {
  if (incident === null) return null
  return <a href={`/i/${encodeURIComponent(incident.id)}`}>{incident.title}</a>
}
