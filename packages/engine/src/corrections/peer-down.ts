import { dependencyUnreachable } from '../causes/dependency-unreachable.ts'
import type { Finding } from '../case/finding.ts'
import { destinationOf, type ServiceProblem } from '../evidence/services.ts'
import { saidWords, type Correction } from './correction.ts'

const ADDRESS = /(?<![\w.:-])([a-z0-9][a-z0-9.-]{0,200})(?::| port | )(\d{2,5})(?![\w:]|\.\d)/gi
const NO_ANSWER =
  /refused|ECONNREFUSED|timed? ?out|ETIMEDOUT|unreachable|not reachable|no answer|waiting for|cannot connect|can't connect|could not connect|failed to connect/i
const MENDABLE: ReadonlySet<ServiceProblem['kind']> = new Set<ServiceProblem['kind']>([
  'scaled-to-zero',
  'selector-matches-nothing',
])

/** A program that waited for a Service in vain, whatever its end is called: what is wrong with that Service is mended. */
export const peerDown: Correction = (file, lead) => {
  if (lead.cause === 'dependency-unreachable' && lead.facts['host']) return []
  const { inventory, failing } = file
  const lines = saidWords(file, lead)
    .split('\n')
    .filter((line) => NO_ANSWER.test(line))
  for (const line of lines)
    for (const [, host = '', port = ''] of line.slice(0, 600).matchAll(ADDRESS)) {
      const found = destinationOf(inventory, failing.namespace, { host, port })
      if (!found?.problem || !MENDABLE.has(found.problem.kind)) continue
      const finding: Finding = {
        ...lead,
        cause: 'dependency-unreachable',
        facts: { ...lead.facts, host, port },
      }
      return dependencyUnreachable.fixes(file, finding).filter(({ patch }) => patch !== null)
    }
  return []
}
