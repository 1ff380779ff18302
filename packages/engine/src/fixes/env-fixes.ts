import type { Finding } from '../case/finding.ts'
import { keysOf } from '../evidence/names.ts'
import { secretsOf } from '../case/settings.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { askFor, isSecretName } from './ask.ts'
import { containerPatch, patchFix } from './patch.ts'
import { renamedKey } from './rename-key.ts'

const VERIFY =
  'The program starts: the restart count stays level for ten minutes and the line does not come back.'

/** Patches that give the container a setting that it lacks; the value is taken from where it is, or asked for. */
export function envFixes(file: CaseFile, finding: Finding): readonly Fix[] {
  const name = wantedName(file, finding)
  if (!name || !file.failing.spec) return []
  const near = nearKey(file, name)
  if (near) {
    const { secret, key: from, name: to } = near
    const id = 'env-missing/rename-key'
    return [renamedKey(file, { secret, from, to, name: to, id, verify: VERIFY })]
  }
  return [isSecretName(name) ? fromSecret(file, name) : plain(file, name)]
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The variable's name: as the message says it, or as a library derives it from the field that it names. */
export function wantedName(file: CaseFile, { facts, rule }: Finding): string | null {
  const said = facts['env'] ?? facts['setting'] ?? facts['key']
  if (said && NAME.test(said)) return said
  if (rule === 'django/secret-key-empty') return 'SECRET_KEY'
  if (!rule.includes('field-required')) return null
  return requiredField(file)
}

/** Pydantic prints the field on the line before `Field required`. */
const requiredField = (file: CaseFile): string | null => {
  for (const { lines } of file.runs) {
    const at = lines.findIndex(({ text }) => /^\s*[Ff]ield required/.test(text))
    const field = lines[at - 1]?.text.trim()
    if (field && NAME.test(field)) return field.toUpperCase()
  }
  return null
}

interface NearKey {
  readonly secret: string
  readonly key: string
  readonly name: string
}

/** A Secret that the container reads whole has the value under a name that is nearly right. */
const nearKey = (file: CaseFile, wanted: string): NearKey | null => {
  const whole = new Set((file.failing.spec?.envFrom ?? []).map(({ secretRef }) => secretRef?.name))
  for (const secret of secretsOf(file).filter((name) => whole.has(name)))
    for (const key of keysOf(file.inventory, {
      kind: 'Secret',
      namespace: file.failing.namespace,
      name: secret,
    })) {
      const name = fullName(wanted, key)
      if (name && name !== key) return { secret, key, name }
    }
  return null
}

/** `DJANGO_SECRET` stands for `SECRET_KEY`: the prefix is the application's, the rest begins the same. */
const fullName = (wanted: string, key: string): string | null => {
  const head = wanted.split('_')[0] ?? wanted
  const at = key.indexOf(head)
  if (at < 0 || key === wanted || head.length < 4) return null
  const rest = key.slice(at)
  const isPart = wanted.startsWith(rest) || rest.startsWith(wanted)
  return isPart ? `${key.slice(0, at)}${wanted}` : null
}

/** What must not stand in a manifest gets a Secret of its own. */
const fromSecret = (file: CaseFile, name: string): Fix => {
  const { workload, namespace } = file.failing
  const ask = askFor(name, `The value of ${name}`, { secret: true })
  const secret = `${workload.name.slice(0, 200)}-${name.toLowerCase().replaceAll('_', '-')}`
  return patchFix(file, {
    id: 'env-missing/secret',
    title: `Set ${name} from a new Secret ${secret}`,
    create: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: secret, namespace },
        type: 'Opaque',
        stringData: { [name]: ask.placeholder },
      },
    ],
    asks: [ask],
    patch: containerPatch(file, {
      env: [{ name, valueFrom: { secretKeyRef: { name: secret, key: name } } }],
    }),
    verify: VERIFY,
  })
}

const plain = (file: CaseFile, name: string): Fix => {
  const ask = askFor(name, `The value of ${name}`, { secret: false })
  return patchFix(file, {
    id: 'env-missing/set',
    title: `Set ${name} in container ${file.failing.container?.name ?? ''}`,
    asks: [ask],
    patch: containerPatch(file, { env: [{ name, value: ask.placeholder }] }),
    verify: VERIFY,
  })
}
