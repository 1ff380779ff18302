import type { Inventory } from './inventory.ts'
import { destinationOf } from './services.ts'

/** An address as a message has it. */
export interface Address {
  readonly host: string
  readonly port?: string
}

const NAME = '[a-z0-9](?:[-a-z0-9.]{0,200}[a-z0-9])?'
/**
 * The ways in which programs write an address, the surer first: `host:5432`, `"host" port 5432` (Ruby, libpq),
 * `host=db port=5432`, `connect to db`, and any word with a hyphen or a digit, which may be a Service.
 */
const SHAPES: readonly RegExp[] = [
  new RegExp(`(?<![\\w.:-])(?<host>${NAME}):(?<port>\\d{2,5})\\b`, 'gi'),
  new RegExp(`["'(](?<host>${NAME})["')](?:[ ,]{1,2}port[ =](?<port>\\d{2,5}))?`, 'gi'),
  new RegExp(
    `(?<=\\b(?:host|hostname|server|broker|node|to|at|from|resolve|reach)[ =:]{1,2})(?<host>${NAME})(?:[ ,]{1,2}port[ =](?<port>\\d{2,5}))?`,
    'gi',
  ),
  new RegExp(`(?<![\\w.:-])(?<host>(?=[a-z]*[-\\d])${NAME})(?![\\w:-])`, 'gi'),
]
const LONGEST = 600

/**
 * The address in a message that leads to a Service or pod of the cluster; null where it names none. Words are compared with
 * the Services that there are, so that a message in any language's wording tells where it leads.
 */
export function addressIn(inventory: Inventory, namespace: string, text: string): Address | null {
  const shown = text.slice(0, LONGEST)
  for (const shape of SHAPES)
    for (const { groups } of shown.matchAll(shape)) {
      const { host = '', port } = groups ?? {}
      const found = destinationOf(inventory, namespace, { host, port })
      if (found && (found.service || found.pods.length > 0))
        return { host, ...(port ? { port } : {}) }
    }
  return null
}
