import { destinationOf, containersIn } from '../evidence/services.ts'
import type { EnvVar } from '../evidence/kube.ts'
import type { Finding } from '../case/finding.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { containerPatch, patchFix } from './patch.ts'
import { editFix, placesOf, placeTitle } from './place.ts'

const NO_PASSWORD =
  /NOAUTH|no password (?:supplied|was provided)|Authentication required|without password/i
const ADDRESS = /(?:^|[^\w.-])([a-z0-9][a-z0-9.-]{1,200}):(\d{2,5})\b/gi
const PASSWORD = /PASS|PWD/i
const VERIFY =
  'The program logs in: the restart count stays level for ten minutes and the line does not come back.'

/** What the program logs in with, taken from where the server of this cluster has it: password, user, database. */
export function loginFixes(file: CaseFile, { evidence, facts }: Finding): readonly Fix[] {
  const server = serverEnv(file)
  if (server.length === 0) return []
  const isUnsent = evidence.some(({ excerpt }) => NO_PASSWORD.test(excerpt))
  return [
    ...named(file, server, { fact: facts['database'], what: 'database', as: /(?:_DB|DATABASE)$/ }),
    ...named(file, server, { fact: facts['user'], what: 'user', as: /(?:_USER|USERNAME)$/ }),
    ...(isUnsent ? given(file, server) : otherKey(file, server)),
  ].slice(0, 1)
}

/** A password that is not sent: under the name that the server has for it. */
const given = (file: CaseFile, server: readonly EnvVar[]): readonly Fix[] => {
  const own = new Set((file.failing.spec?.env ?? []).map(({ name }) => name))
  const found = server.find(
    ({ name, valueFrom }) => PASSWORD.test(name) && valueFrom?.secretKeyRef && !own.has(name),
  )
  return found ? [passwordFix(file, found.name, found)] : []
}

/** A password that is sent and rejected, from another key or Secret than the server's. */
const otherKey = (file: CaseFile, server: readonly EnvVar[]): readonly Fix[] => {
  const [own, ...more] = (file.failing.spec?.env ?? []).filter(({ name }) => PASSWORD.test(name))
  const [right, ...others] = server.filter(
    ({ name, valueFrom }) => PASSWORD.test(name) && !/ROOT/.test(name) && valueFrom?.secretKeyRef,
  )
  if (!own || !right || more.length > 0 || others.length > 0) return []
  const [has, wants] = [own.valueFrom?.secretKeyRef, right.valueFrom?.secretKeyRef]
  const isSame = has?.name === wants?.name && has?.key === wants?.key
  return isSame ? [] : [passwordFix(file, own.name, right)]
}

const passwordFix = (file: CaseFile, name: string, { valueFrom }: EnvVar): Fix => {
  const { name: secret = '', key = '' } = valueFrom?.secretKeyRef ?? {}
  return patchFix(file, {
    id: 'dependency-auth-failed/password',
    title: `Give the program ${name} from key ${key} of Secret ${secret}, as the server has it`,
    risk: 'medium',
    patch: containerPatch(file, {
      env: [{ name, value: null, valueFrom: { secretKeyRef: { name: secret, key } } }],
    }),
    verify: VERIFY,
  })
}

interface Named {
  readonly fact: string | undefined
  readonly what: string
  readonly as: RegExp
}

/** A user or database that the server rejects, where it was told to have another one alone. */
const named = (
  file: CaseFile,
  server: readonly EnvVar[],
  { fact, what, as }: Named,
): readonly Fix[] => {
  const right = server.find(({ name, value }) => as.test(name) && value)?.value
  if (!fact || !right || right === fact) return []
  const word = new RegExp(
    `(?<![\\w-])${fact.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\\w-])`,
  )
  const place = placesOf(file).find((each) => word.test(each.text))
  if (!place) return []
  return [
    editFix(file, {
      id: `dependency-auth-failed/${what}`,
      title: `Use ${what} ${right}, which the server has, instead of ${fact} in ${placeTitle(place)}`,
      place,
      text: place.text.replace(word, () => right),
      verify: VERIFY,
    }),
  ]
}

/** Variables of the servers behind the Services that the program names. What they take from Secrets is at hand in its own namespace alone. */
const serverEnv = (file: CaseFile): readonly EnvVar[] => {
  const { inventory, failing } = file
  const addresses = placesOf(file).flatMap((place) => [
    ...[...place.text.slice(0, 4000).matchAll(ADDRESS)].map(([, host = '', port]) => ({
      host,
      port,
    })),
    ...(place.kind === 'env' && /HOST|ADDR|SERVER/i.test(place.name)
      ? [{ host: place.text.trim(), port: undefined }]
      : []),
  ])
  return addresses
    .flatMap((address) => destinationOf(inventory, failing.namespace, address) ?? [])
    .filter(({ namespace }) => namespace === failing.namespace)
    .flatMap(({ controllers }) => controllers.slice(0, 1))
    .slice(0, 1)
    .flatMap(({ object }) => containersIn(object))
    .flatMap(({ env }) => env ?? [])
}
