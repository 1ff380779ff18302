import { configData } from '../evidence/services.ts'
import type { Container } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import { namedContainerPatch, patchFix } from '../fixes/patch.ts'
import type { Correction } from './correction.ts'

const PORT = /(\b[\w.-]*port[ =:]+)(\d{2,5})\b/i

/**
 * Two containers of a pod share one network: a port that both take from the same key of a ConfigMap is set anew for the one
 * in trouble (`env` goes before `envFrom`, core/v1 Container).
 */
export const sharedPort: Correction = (file, { cause }) => {
  const own = file.failing.spec
  if (cause !== 'port-in-use' || !own) return []
  const others = (file.podSpec?.containers ?? []).filter(({ name }) => name !== own.name)
  for (const map of mapsOf(own).filter((name) =>
    others.some((each) => mapsOf(each).includes(name)),
  ))
    for (const [key, value] of Object.entries(
      configData(file.inventory, file.failing.namespace, map),
    )) {
      const port = Number(PORT.exec(value)?.[2])
      if (port > 0 && !own.env?.some(({ name }) => name === key))
        return [moved(file, { key, value, map, port })]
    }
  return []
}

const mapsOf = ({ envFrom = [] }: Container): readonly string[] =>
  envFrom.flatMap(({ configMapRef }) => configMapRef?.name ?? [])

interface Shared {
  readonly key: string
  readonly value: string
  readonly map: string
  readonly port: number
}

const moved = (file: CaseFile, { key, value, map, port }: Shared) => {
  const name = file.failing.spec?.name ?? ''
  return patchFix(file, {
    id: 'port-in-use/own-value',
    title: `Give ${name} a ${key} of its own with port ${port + 1}: it shares ${port} with another container of the pod by ConfigMap ${map}`,
    patch: namedContainerPatch(file, name, {
      env: [{ name: key, value: value.replace(PORT, `$1${port + 1}`) }],
    }),
  })
}
