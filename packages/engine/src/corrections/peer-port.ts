import { destinationOf, serviceSpec } from '../evidence/services.ts'
import { editFix, placesOf, placeTitle, type Place } from '../fixes/place.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

interface Address {
  readonly host: string
  readonly port: string
}

const ADDRESS = /(?<![\w.:-])([a-z0-9][a-z0-9.-]{0,200}|\[::1\]):(\d{2,5})(?![\d:]|\.\d)/gi
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/i
const REFUSED = /refused|ECONNREFUSED|cannot connect|can't connect|could not connect|not reachable/i
const VERIFY =
  'The program connects: its restart count stays level for ten minutes and the line does not come back.'

/**
 * The log names an address in the cluster by a port that is not there, and there is one that can be meant alone: the only port
 * of that Service, or the only one that the other containers of the pod declare.
 */
export const peerPort: Correction = (file, lead) => {
  for (const line of saidWords(file, lead).split('\n'))
    for (const [, host = '', port = ''] of line.slice(0, 600).matchAll(ADDRESS)) {
      const right = LOOPBACK.test(host)
        ? REFUSED.test(line)
          ? neighbour(file, port)
          : null
        : onlyPort(file, { host, port })
      const [fix] = right === null ? [] : corrected(file, { host, port }, String(right))
      if (fix) return [fix]
    }
  return []
}

const onlyPort = (file: CaseFile, address: Address): number | null => {
  const found = destinationOf(file.inventory, file.failing.namespace, address)
  const spec = found?.service ? serviceSpec(found.service.object) : null
  // A headless Service leads to its pods, whatever the port.
  if (spec === null || spec.clusterIP === 'None' || spec.type === 'ExternalName') return null
  const ports = (spec.ports ?? []).flatMap(({ port }) => port ?? [])
  return ports.length === 1 && ports[0] !== Number(address.port) ? (ports[0] ?? null) : null
}

/** Containers of a pod share one loopback address. */
const neighbour = (file: CaseFile, port: string): number | null => {
  const { containers = [], initContainers = [] } = file.podSpec ?? {}
  const all = [...containers, ...initContainers.filter((each) => each.restartPolicy === 'Always')]
  const declared = all
    .filter(({ name }) => name !== file.failing.spec?.name)
    .flatMap(({ ports = [] }) => ports.flatMap(({ containerPort }) => containerPort ?? []))
  const [only, ...more] = [...new Set(declared)]
  return only !== undefined && more.length === 0 && only !== Number(port) ? only : null
}

const corrected = (file: CaseFile, address: Address, right: string): readonly Fix[] =>
  placesOf(file)
    .flatMap((place) => {
      const text = replaced(place, address, right)
      return text === place.text
        ? []
        : [
            editFix(file, {
              id: 'dependency/port',
              title: `Use port ${right} of ${address.host} in ${placeTitle(place)}, not ${address.port}, which it does not have`,
              place,
              text,
              verify: VERIFY,
            }),
          ]
    })
    .slice(0, 1)

/** `host:port`, `host port` in a script, or a setting of its own that is named for a port. */
const replaced = (place: Place, { host, port }: Address, right: string): string => {
  const name = place.kind === 'env' ? place.name : place.kind === 'configmap' ? place.key : ''
  if (/port/i.test(name) && place.text.trim() === port) return place.text.replace(port, right)
  return place.text
    .replaceAll(`${host}:${port}`, `${host}:${right}`)
    .replaceAll(`${host} ${port}`, `${host} ${right}`)
}
