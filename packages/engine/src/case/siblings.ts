import type { Inventory, PodEntry } from '../evidence/inventory.ts'
import type { Pod } from '../evidence/kube.ts'
import { readLines } from '../logs/read.ts'
import { shapeOf } from '../logs/shape.ts'
import type { FailingContainer } from './failing-container.ts'

/** A pod of the same workload whose container of the same name is well: what it prints too is no reason to crash. */
export function healthySibling(failing: FailingContainer, inventory: Inventory): PodEntry | null {
  const { namespace, workload, container, pod } = failing
  return (
    inventory
      .podsOf(namespace, workload.name)
      .find((other) => other.pod !== pod?.pod && isWell(other.pod, container?.name)) ?? null
  )
}

/** A sibling that was restarted may print the same failure. */
const isWell = (pod: Pod, container: string | undefined): boolean => {
  const status = pod.status?.containerStatuses?.find(({ name }) => name === container)
  return status?.ready === true && status.restartCount === 0 && status.state?.running !== undefined
}

/** Lines of a healthy pod that are compared; more only repeat what it says. */
const ENOUGH = 400

/** Shapes of the last lines that a healthy sibling prints; empty where there is none or its log is not at hand. */
export function siblingShapes(
  failing: FailingContainer,
  inventory: Inventory,
): ReadonlySet<string> {
  const sibling = healthySibling(failing, inventory)
  if (!sibling) return new Set()
  const name = sibling.pod.metadata.name ?? ''
  const logs = inventory.logsOf(failing.namespace, name, failing.container?.name ?? null)
  const current = logs.find(({ run }) => run === 'current')
  return new Set(
    current
      ? readLines(current)
          .slice(-ENOUGH)
          .map(({ text }) => shapeOf(text))
      : [],
  )
}
