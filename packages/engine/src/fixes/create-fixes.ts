import type { KubeObject } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Ask } from '../report/report.ts'
import { askFor } from './ask.ts'

/** An object that a pod refers to and that is not there, with the keys that are asked of it. */
export interface Missing {
  readonly kind: 'Secret' | 'ConfigMap'
  readonly name: string
  readonly keys: readonly string[]
}

/** The missing object with its known keys; every value is asked for. */
export function missingObject(
  file: CaseFile,
  { kind, name, keys }: Missing,
): { readonly object: KubeObject; readonly asks: readonly Ask[] } {
  const asks = keys.map((key) =>
    askFor(key, `The value of ${key} in ${kind} ${name}`, { secret: kind === 'Secret' }),
  )
  const values = Object.fromEntries(keys.map((key) => [key, `<${key}>`]))
  const metadata = { name, namespace: file.failing.namespace }
  return {
    asks,
    object:
      kind === 'Secret'
        ? { apiVersion: 'v1', kind, metadata, type: 'Opaque', stringData: values }
        : { apiVersion: 'v1', kind, metadata, data: values },
  }
}

/** Files of a mounted volume that the program's own settings name: `/etc/app/routes.yaml` below its mount. */
export function filesNamed(file: CaseFile, mountPath: string): readonly string[] {
  const { spec } = file.failing
  const words = [
    ...(spec?.env ?? []).map(({ value }) => value ?? ''),
    ...(spec?.command ?? []),
    ...(spec?.args ?? []),
  ]
  const head = `${mountPath.replace(/\/$/, '')}/`
  return [
    ...new Set(
      words.flatMap((word) =>
        word
          .split(/[\s=,:;'"]+/)
          .filter((part) => part.startsWith(head))
          .map((part) => part.slice(head.length))
          .filter((part) => /^[\w.-]+$/.test(part)),
      ),
    ),
  ]
}
