import { isLoopback } from './loopback.ts'
import type { Role, Tokens } from './tokens.ts'

/**
 * Null where a request may do what it wants, else why not. On a loopback address reading and sending telemetry need no
 * token unless there is one of that role; elsewhere everything does. Changing something always does.
 */
export function denied(
  role: Role,
  authorization: string,
  { tokens, listen }: { readonly tokens: Tokens; readonly listen: string },
): string | null {
  if (tokens.allow(authorization, role)) return null
  if (role !== 'write' && isLoopback(listen) && !tokens.has(role)) return null
  return `This needs a token of the role ${role}: Authorization: Bearer TOKEN.`
}
