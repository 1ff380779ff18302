import { healthySibling } from './case/siblings.ts'
import { failingContainersOf, type FailingContainer } from './case/failing-container.ts'
import type { Inventory } from './evidence/inventory.ts'
import type { LogRequest, Snapshot } from './evidence/snapshot.ts'
import { evidenceOf } from './stages/evidence.ts'

/** Which logs the engine wants to read: only those of failing containers, and a healthy sibling's to tell noise from news. */
export function logsWanted(snapshot: Snapshot): readonly LogRequest[] {
  const inventory = evidenceOf(snapshot)
  return failingContainersOf(inventory).flatMap((failing) => [
    ...requestsFor(failing),
    ...siblingRequests(failing, inventory),
  ])
}

const siblingRequests = (
  failing: FailingContainer,
  inventory: Inventory,
): readonly LogRequest[] => {
  const sibling = healthySibling(failing, inventory)?.pod.metadata
  const { container, namespace } = failing
  if (!sibling?.name || !container) return []
  return [
    { namespace, pod: sibling.name, container: container.name, runs: ['current'], why: 'sibling' },
  ]
}

const requestsFor = ({ pod, container, namespace }: FailingContainer): readonly LogRequest[] =>
  pod && container
    ? [
        {
          namespace,
          pod: pod.pod.metadata.name ?? '',
          container: container.name,
          runs: ['previous', 'current'],
          why: 'failing',
        },
      ]
    : []
