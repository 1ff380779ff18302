import type { Destination } from '../evidence/services.ts'
import type { Pod } from '../evidence/kube.ts'
import { millis } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { patchFix, podPatch } from './patch.ts'

/** A program that ends later than this was up before, and would not be helped by a later start. */
const START_MS = 120_000
const IMAGE = 'busybox:1.36'

/**
 * An init container that waits until the dependency accepts connections, where the program ends at once because that is only
 * late: in place of a back-off of up to five minutes after every try.
 */
export function waitFixes(file: CaseFile, destination: Destination | null): readonly Fix[] {
  const { failing, podSpec, exit } = file
  const port = destination?.port ?? onlyPort(destination)
  const ran = exit?.ran ?? null
  const isInit = failing.container?.role === 'init'
  if (!destination?.service || port === null || isInit || (ran !== null && ran > START_MS))
    return []
  if (!isLate(destination, exit?.finishedAt ?? null)) return []
  const { name, namespace } = destination
  const own = `wait-for-${name}`.slice(0, 63).replace(/-+$/, '')
  if (podSpec?.initContainers?.some((container) => container.name === own)) return []
  const host = namespace === failing.namespace ? name : `${name}.${namespace}`
  return [
    patchFix(file, {
      id: 'dependency-unreachable/wait-for',
      title: `Wait in an init container until ${host}:${port} accepts connections`,
      patch: podPatch(file, {
        initContainers: [
          {
            name: own,
            image: IMAGE,
            command: ['sh', '-c', `until nc -z -w 2 ${host} ${port}; do sleep 2; done`],
          },
        ],
      }),
    }),
  ]
}

const onlyPort = (destination: Destination | null): number | null => {
  const spec = destination?.service?.object['spec'] as
    { ports?: readonly { port?: number }[] } | undefined
  return spec?.ports?.length === 1 ? (spec.ports[0]?.port ?? null) : null
}

/** Whether anything behind the Service was not ready when the program ended: else there was nothing to wait for. */
const isLate = ({ pods }: Destination, endedAt: number | null): boolean =>
  pods.length === 0 ||
  pods.some(({ object }) => {
    const { conditions = [] } = (object as Pod).status ?? {}
    const ready = conditions.find(({ type }) => type === 'Ready')
    const since = millis(ready?.lastTransitionTime)
    return (
      ready?.status !== 'True' || since === null || endedAt === null || since > endedAt - START_MS
    )
  })
