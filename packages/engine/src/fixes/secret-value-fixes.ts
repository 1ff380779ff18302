import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { askFor } from './ask.ts'
import { restartCommand, STAYS_UP } from './commands.ts'

export interface SecretValue {
  readonly id: string
  /** What the env name, key or file is called that holds it. */
  readonly named: RegExp
  /** `The password that the server knows`. */
  readonly what: string
  readonly risk?: Fix['risk']
}

/** A new value for the one key of a Secret that the container takes this from; the value is the user's. */
export function secretValueFixes(
  file: CaseFile,
  { id, named, what, risk = 'medium' }: SecretValue,
): readonly Fix[] {
  const [only, ...more] = sources(file).filter(({ label, key }) => named.test(`${label} ${key}`))
  if (!only || more.length > 0) return []
  const { secret, key } = only
  const name = key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
  const ask = askFor(name, `${what} (key ${key} of Secret ${secret})`, { secret: true })
  return [
    {
      id,
      title: `Store ${what.toLowerCase()} under key ${key} of Secret ${secret}`,
      where: 'config',
      risk,
      commands: [restartCommand(file)],
      patch: {
        target: { kind: 'Secret', namespace: file.failing.namespace, name: secret },
        type: 'merge',
        body: { stringData: { [key]: ask.placeholder } },
      },
      asks: [ask],
      verify: STAYS_UP,
    },
  ]
}

interface Source {
  readonly label: string
  readonly secret: string
  readonly key: string
}

const sources = (file: CaseFile): readonly Source[] => {
  const { spec } = file.failing
  const env = (spec?.env ?? []).flatMap(({ name, valueFrom }): Source[] => {
    const ref = valueFrom?.secretKeyRef
    return ref?.name && ref.key ? [{ label: name, secret: ref.name, key: ref.key }] : []
  })
  const mounts = (spec?.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }): Source[] => {
    const secret = file.podSpec?.volumes?.find((volume) => volume.name === name)?.secret
    const items = secret?.items ?? (subPath ? [{ key: subPath }] : [])
    return items.flatMap(({ key }) =>
      secret?.secretName && key ? [{ label: mountPath, secret: secret.secretName, key }] : [],
    )
  })
  return [...env, ...mounts]
}
