import { destinationOf, containersIn } from '../evidence/services.ts'
import type { EnvVar } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { containerPatch, patchFix } from './patch.ts'
import { placesOf } from './place.ts'

const NO_PASSWORD =
  /NOAUTH|no password (?:supplied|was provided)|Authentication required|without password/i
const ADDRESS = /(?:^|[^\w.-])([a-z0-9][a-z0-9.-]{1,200}):(\d{2,5})\b/gi

/** The server demands a password that the program does not send: it is taken from where the server has it. */
export function loginFixes(file: CaseFile, words: string): readonly Fix[] {
  if (!NO_PASSWORD.test(words)) return []
  const own = new Set((file.failing.spec?.env ?? []).map(({ name }) => name))
  const found = serverPasswords(file).find(({ name }) => !own.has(name))
  if (!found?.valueFrom?.secretKeyRef) return []
  const { name, key } = found.valueFrom.secretKeyRef
  return [
    patchFix(file, {
      id: 'dependency-auth-failed/password',
      title: `Give the program ${found.name} from key ${key} of Secret ${name}, as the server has it`,
      risk: 'medium',
      patch: containerPatch(file, { env: [{ name: found.name, valueFrom: found.valueFrom }] }),
      verify:
        'The program logs in: the restart count stays level for ten minutes and the line does not come back.',
    }),
  ]
}

/** Passwords from Secrets that the controllers behind the named Services are given. */
const serverPasswords = (file: CaseFile): readonly EnvVar[] =>
  placesOf(file)
    .flatMap(({ text }) => [...text.slice(0, 4000).matchAll(ADDRESS)])
    .flatMap(([, host = '', port]) => {
      const { inventory, failing } = file
      return destinationOf(inventory, failing.namespace, { host, port })?.controllers ?? []
    })
    .flatMap(({ object }) => containersIn(object))
    .flatMap(({ env }) => env ?? [])
    .filter(({ name, valueFrom }) => /PASS/i.test(name) && valueFrom?.secretKeyRef?.name)
