/** What one may do: `write` to change and to ask, `read` to ask, `ingest` to send telemetry. */
export type Role = 'read' | 'write' | 'ingest'

/** Who may write may read; who may send telemetry may do nothing else. */
export function allows(has: Role, wanted: Role): boolean {
  return has === wanted || (has === 'write' && wanted === 'read')
}
