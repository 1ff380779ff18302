import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { askFor } from './ask.ts'
import { restartCommand } from './commands.ts'
import { editFix, placesOf, placeTitle, type Place } from './place.ts'

const VERIFY =
  'The program connects: its restart count stays level for ten minutes and the line does not come back.'
/** `host:port` in a URL, a list of servers or a plain value. */
const ADDRESS = /(?:^|[^\w.-])([a-z0-9][a-z0-9.-]{0,200}):(\d{2,5})(?=[^\w.]|$)/gi

/** Settings that name a Service by a port which that Service does not have. */
export function portFixes(file: CaseFile, cause: string): readonly Fix[] {
  return placesOf(file)
    .flatMap((place) =>
      [...place.text.slice(0, 20_000).matchAll(ADDRESS)].flatMap(([, host = '', port = '']) => {
        const right = onlyPort(file, host)
        return right === null || right === port
          ? []
          : [
              editFix(file, {
                id: `${cause}/port`,
                title: `Use port ${right} of ${host} in ${placeTitle(place)}, not ${port}`,
                place,
                text: place.text.replaceAll(`${host}:${port}`, `${host}:${right}`),
                verify: VERIFY,
              }),
            ]
      }),
    )
    .slice(0, 1)
}

/** The port of a Service that has one only. */
const onlyPort = (file: CaseFile, host: string): string | null => {
  const [name = '', namespace = file.failing.namespace] = host.toLowerCase().split('.')
  const service = file.inventory.get('Service', namespace, name)
  const ports = (service?.object['spec'] as { ports?: readonly { port?: number }[] } | undefined)
    ?.ports
  return ports?.length === 1 && ports[0]?.port ? String(ports[0].port) : null
}

/** A host that is wrong and stands in a Secret: its value is edited in the cluster and never shown. */
export function secretHostFixes(
  file: CaseFile,
  { cause, host, right }: { readonly cause: string; readonly host: string; readonly right: string },
): readonly Fix[] {
  if (placesOf(file).some((place: Place) => place.text.includes(host))) return []
  const refs = (file.failing.spec?.env ?? []).flatMap(({ name, valueFrom }) => {
    const ref = valueFrom?.secretKeyRef
    return ref?.name && ref.key ? [{ env: name, secret: ref.name, key: ref.key }] : []
  })
  const likely = refs.filter(({ env, key }) =>
    /UR[LI]|DSN|HOST|ADDR|CONN|ENDPOINT|SERVER|BROKER/i.test(`${env} ${key}`),
  )
  const [only, ...more] = likely.length > 0 ? likely : refs
  if (!only || more.length > 0) return []
  const ask = askFor(only.env, `The value of ${only.key} with ${right} in place of ${host}`, {
    secret: true,
    from: { secret: only.secret, key: only.key, replace: [host, right] },
  })
  return [
    {
      id: `${cause}/secret-host`,
      title: `Use ${right} instead of ${host} in key ${only.key} of Secret ${only.secret}`,
      where: 'config',
      risk: 'medium',
      commands: [restartCommand(file)],
      patch: {
        target: { kind: 'Secret', namespace: file.failing.namespace, name: only.secret },
        type: 'merge',
        body: { stringData: { [only.key]: ask.placeholder } },
      },
      asks: [ask],
      verify: VERIFY,
    },
  ]
}
