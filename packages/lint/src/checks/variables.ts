import type { Bundle } from '../bundle.ts'
import { dataOf, decodeBase64, envText, keysOf } from '../bundle.ts'
import { inContainers, type Check, type Found, type LintObject } from '../check.ts'
import { edited, setTo, type Edit } from '../edit.ts'
import { at, isFields, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { programOfSite } from '../program.ts'
import type { EnvEntry, Site } from '../workload.ts'

/** Names that are certainly defined, or null where a source outside the files may define any. */
export function envNames(site: Site, bundle: Bundle): ReadonlySet<string> | null {
  const names = new Set(site.env.map(({ name }) => name))
  for (const { fields } of site.envFrom) {
    const prefix = wordOf(fields['prefix'])
    const [kind, ref] = isFields(fields['configMapRef'])
      ? (['ConfigMap', fields['configMapRef']] as const)
      : (['Secret', fields['secretRef']] as const)
    if (!isFields(ref)) continue
    const object = bundle.find(kind, site.workload.namespace, wordOf(ref['name']))
    if (object === null) return null
    for (const key of keysOf(object)) names.add(prefix + key)
  }
  return names
}

/** A variable with its value, where that stands in the manifest or in a ConfigMap of the files. */
export interface KnownVariable {
  readonly name: string
  readonly value: string
  readonly path: Path
}

/** The variables of a container whose values are known; a later one of the same name wins, env over envFrom (core/v1). */
export function variablesIn(site: Site, bundle: Bundle): readonly KnownVariable[] {
  const known = new Map<string, KnownVariable>()
  for (const { fields, path } of site.envFrom) {
    const object = configMapOf(fields['configMapRef'], site, bundle)
    for (const key of object === null ? [] : keysOf(object)) {
      const name = wordOf(fields['prefix']) + key
      const value = object === null ? null : dataOf(object, key)
      if (value !== null) known.set(name, { name, value, path })
    }
  }
  for (const { name, value, from, path } of site.env) {
    const place = [...path, value === null ? 'valueFrom' : 'value']
    const object = configMapOf(from?.['configMapKeyRef'], site, bundle)
    const key = wordOf(at(from, 'configMapKeyRef', 'key'))
    const text = value ?? (object === null ? null : dataOf(object, key))
    if (text === null) known.delete(name)
    else known.set(name, { name, value: text, path: place })
  }
  return [...known.values()]
}

const configMapOf = (ref: unknown, site: Site, bundle: Bundle): LintObject | null =>
  isFields(ref) ? bundle.find('ConfigMap', site.workload.namespace, wordOf(ref['name'])) : null

/** Variables that the kubelet sets for the Services of the namespace. */
const SERVICE_VARIABLE =
  /_(?:SERVICE_(?:HOST|PORT)(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)?)$/

/** `$(NAME)`; `$$(NAME)` is the escape for the text itself. */
const referencesIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<!\$)(?:\$\$)*\$\(([A-Za-z_][\w.-]*)\)/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  )

/** The script itself is left out: there `$(NAME)` runs a program. */
const undefinedReference = (site: Site, bundle: Bundle): readonly Found[] => {
  const program = programOfSite(site)
  const script = program?.kind === 'script' ? program.script : null
  const names = envNames(site, bundle)
  if (names === null) return []
  return site.argv.flatMap((word) => {
    if (word === script) return []
    const missing = referencesIn(word.text).find(
      (name) => !names.has(name) && !SERVICE_VARIABLE.test(name),
    )
    return missing === undefined
      ? []
      : [
          {
            path: word.path,
            message: `$(${missing}) stands for an environment variable, and the container has none of that name: the text stays as it is.`,
            happens: `The program gets the characters "$(${missing})" as a value: it fails to parse them or to connect.`,
          },
        ]
  })
}

/**
 * Names that are not under env are left alone: the variables of envFrom are there before (kubelet, makeEnvironmentVariables).
 */
const laterReference = (site: Site): readonly Found[] =>
  site.env.flatMap(({ value, path, name: own }, index) =>
    referencesIn(value ?? '').flatMap((name) => {
      const defined = site.env.findIndex((entry) => entry.name === name)
      if (defined < index && defined !== -1) return []
      if (defined === -1) return []
      const position = name === own ? 'itself' : `declared below ${own}`
      return [
        {
          path: [...path, 'value'],
          message: `$(${name}) is ${position}: only variables declared above are replaced, so the text stays as it is.`,
        },
      ]
    }),
  )

/** A PATH that holds `$PATH` or `$(PATH)` is told too: the kubelet does not know the image's own value. */
const pathOverride = (site: Site): readonly Found[] =>
  site.env.flatMap(({ name, value, path }) => {
    if (name !== 'PATH' || value === null) return []
    const hasUsual = value.split(':').some((each) => each === '/usr/bin' || each === '/bin')
    if (hasUsual || /\$\(/.test(value)) {
      if (!/\$\(?PATH\)?/.test(value)) return []
    }
    return [
      {
        path: [...path, 'value'],
        message: `PATH is replaced, not extended: ${JSON.stringify(value)} leaves out /usr/bin and /bin, where the image's programs are.`,
      },
    ]
  })

/** Forms that envsubst, sed and the token tasks of pipelines fill in; the whole value must be one of them. */
const placeholder = (site: Site, bundle: Bundle): readonly Found[] =>
  site.env.flatMap(({ name, value, path }) => {
    if (bundle.isSubstituted && (value ?? '').trim().startsWith('${')) return []
    const match =
      /^\$\{[A-Za-z_][\w:.-]*\}$|^__[A-Z0-9_]+__$|^@@?[A-Z0-9_]+@@?$|^%%[A-Z0-9_]+%%$|^#\{[\w.]+\}#?$/.exec(
        (value ?? '').trim(),
      )
    return match
      ? [
          {
            path: [...path, 'value'],
            message: `${name} is ${JSON.stringify(match[0])}: Kubernetes replaces $(NAME) only, so the program gets this placeholder as it stands.`,
          },
        ]
      : []
  })

/** Matched against the whole value: a good password may hold any of these words. */
const CHANGE_ME =
  /^(?:change[-_ ]?me.*|replace[-_ ]?me.*|fix[-_ ]?me|todo|xxx+|tbd|placeholder|your[-_ ].*|<[^>]*(?:your|insert|replace|token|password|secret|key|here)[^>]*>|insert[-_ ].*here|dummy|example[-_ ]?(?:key|secret|password|token))$/i

const changeMe = (site: Site): readonly Found[] =>
  site.env.flatMap(({ name, value, path }) =>
    CHANGE_ME.test((value ?? '').trim())
      ? [
          {
            path: [...path, 'value'],
            message: `${name} still holds a placeholder: ${JSON.stringify((value ?? '').trim().slice(0, 40))}.`,
          },
        ]
      : [],
  )

/** Two entries that say the same: one of them says nothing. */
const sameEntry = ({ env }: Site, first: number, index: number): readonly Edit[] => {
  const [a, b] = [env[first], env[index]]
  const isSame = a?.value != null && a.value === b?.value
  return isSame && b !== undefined ? [{ op: 'remove', path: b.path }] : []
}

const duplicates = (site: Site): readonly Found[] => {
  const firsts = new Map<string, number>()
  return site.env.flatMap(({ name, path }, index) => {
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, index)
    if (name === '' || first === undefined) return []
    const same = sameEntry(site, first, index)
    return [
      {
        path: [...path, 'name'],
        message: `${name} is set twice; the last one wins.`,
        // Two entries that say the same hurt nobody.
        ...(same.length > 0 ? { severity: 'practice' as const } : {}),
        ...edited(same),
      },
    ]
  })
}

/** Keys may hold `-` and `.` and begin with a digit (apimachinery, IsConfigMapKey), which no shell takes for a name. */
const invalidNames = (site: Site, bundle: Bundle): readonly Found[] =>
  site.envFrom.flatMap(({ fields, path }) => {
    const [kind, key] = isFields(fields['configMapRef'])
      ? (['ConfigMap', 'configMapRef'] as const)
      : (['Secret', 'secretRef'] as const)
    const ref = fields[key]
    const object = isFields(ref)
      ? bundle.find(kind, site.workload.namespace, wordOf(ref['name']))
      : null
    if (object === null) return []
    const odd = keysOf(object).filter((each) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(each))
    if (odd.length === 0) return []
    return [
      {
        path: [...path, key],
        message: `${kind} ${object.name} has the ${odd.length === 1 ? 'key' : 'keys'} ${odd.slice(0, 3).join(', ')}, which no program expects as a variable: a shell cannot read such a name, and older clusters leave it out.`,
        happens:
          'The kubelet records InvalidEnvironmentVariableNames, or the variable has a name that the program does not look for.',
      },
    ]
  })

/** `NAME_PORT` of a Service of the same namespace, which programs take for their own setting. */
const serviceLinks = (site: Site, bundle: Bundle): readonly Found[] => {
  if (site.workload.spec['enableServiceLinks'] === false) return []
  return bundle.inNamespace('Service', site.workload.namespace).flatMap((service) => {
    const prefix = service.name.toUpperCase().replace(/-/g, '_')
    const variable = `${prefix}_PORT`
    const reader = readerOf(site, { prefix, variable, service: service.name })
    if (reader === null || site.env.some(({ name }) => name === variable)) return []
    return [
      {
        path: reader.path,
        ...edited(setTo([...site.workload.path, 'enableServiceLinks'], false)),
        message: `The Service ${service.name} makes the kubelet set ${variable}=tcp://…, and ${reader.why}.`,
      },
    ]
  })
}

/** Images that read a variable of the program's own name as a setting, and end over an address in it. */
const COLLIDING: readonly (readonly [image: RegExp, variable: string])[] = [
  [/(?:^|\/)cp-(?:server|kafka|enterprise-kafka)$/, 'KAFKA_PORT'],
  [/(?:^|\/)cp-schema-registry$/, 'SCHEMA_REGISTRY_PORT'],
  [/(?:^|\/)neo4j$/, 'NEO4J_PORT'],
  [/(?:^|\/)superset$/, 'SUPERSET_PORT'],
]

/** Why a container most likely takes the variable for a setting of its own, and where it says so; null where nothing tells. */
function readerOf(
  site: Site,
  {
    prefix,
    variable,
    service,
  }: { readonly prefix: string; readonly variable: string; readonly service: string },
): { readonly path: Path; readonly why: string } | null {
  const texts = [
    ...site.argv,
    ...site.env.map(({ value, path }) => ({ text: value ?? '', path: [...path, 'value'] })),
  ]
  const word = texts.find(({ text }) => new RegExp(`\\$[({]?${variable}\\b`).test(text))
  if (word !== undefined)
    return { path: word.path, why: `${variable} is meant as a port number here` }
  const image = COLLIDING.find(
    ([pattern, name]) => name === variable && pattern.test(site.image.repository),
  )
  if (image !== undefined)
    return { path: [...site.path, 'image'], why: `${site.image.text} reads it as its own port` }
  const host = site.env.find(
    ({ name, value }) => name === `${prefix}_HOST` && value?.split('.')[0] === service,
  )
  return host === undefined
    ? null
    : {
        path: [...host.path, 'name'],
        why: `a program that reads ${prefix}_HOST most likely reads ${variable} as a number too`,
      }
}

/** Left out where a command, or a word among the arguments, runs something else than the server. */
const neededEnv = (site: Site, bundle: Bundle): readonly Found[] => {
  const { facts, text } = site.image
  const needs = facts?.needsEnv ?? []
  if (needs.length === 0 || site.role === 'init') return []
  if (site.command !== null || site.args?.some(({ text: word }) => !/^-|=/.test(word))) return []
  const names = envNames(site, bundle)
  if (names === null || needs.some((name) => names.has(name))) return []
  const trusts = site.env.some(
    ({ name, value, from }) =>
      name === 'POSTGRES_HOST_AUTH_METHOD' && (value === 'trust' || from !== null),
  )
  if (trusts) return []
  return [
    {
      path: [...site.path, site.env.length > 0 ? 'env' : 'image'],
      message: `${text} makes a new database at its first start, and that needs one of ${needs.slice(0, 4).join(', ')}; none is set.`,
      ...(/^(?:MYSQL|MARIADB)_/.test(needs[0] ?? '')
        ? {
            happens:
              'The container ends with exit code 1: Database is uninitialized and password option is not specified.',
          }
        : {}),
    },
  ]
}

/** Variables that take a key of a Secret, with the path of the reference. */
const usedSecretKeys = (
  site: Site,
  bundle: Bundle,
): readonly { readonly entry: EnvEntry; readonly path: Path; readonly key: string }[] =>
  (bundle.kind('Secret').length === 0 ? [] : site.env).flatMap((entry) => {
    const ref = entry.from?.['secretKeyRef']
    return isFields(ref)
      ? [{ entry, path: [...entry.path, 'valueFrom', 'secretKeyRef'], key: wordOf(ref['key']) }]
      : []
  })

const secretNewline = (site: Site, bundle: Bundle): readonly Found[] =>
  usedSecretKeys(site, bundle).flatMap(({ entry, path, key }) => {
    const value = envText(bundle, site.workload, entry.from)
    // A certificate or a file of several lines ends so legitimately.
    if (value === null || !/^[^\n]+\r?\n$/.test(value)) return []
    return [
      {
        path: [...path, 'key'],
        message: `The value of key ${key} ends with a line end, which becomes part of ${entry.name}.`,
        fix: "Encode it without: printf %s 'value' | base64 (echo adds the line end; echo -n does not).",
      },
    ]
  })

/** Values of fewer than 12 characters are too short to tell base64 from a plain word. */
const secretTwice = (site: Site, bundle: Bundle): readonly Found[] =>
  usedSecretKeys(site, bundle).flatMap(({ entry, path, key }) => {
    const value = envText(bundle, site.workload, entry.from)?.trim() ?? ''
    if (value.length < 12 || !isBase64Text(value)) return []
    return [
      {
        path: [...path, 'key'],
        message: `The value of key ${key} is base64 in base64: ${entry.name} gets the encoded text.`,
      },
    ]
  })

/** Decodes to plain words: chance alone does that to no password. */
function isBase64Text(text: string): boolean {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false
  const decoded = decodeBase64(text)
  return decoded !== null && decoded.length >= 8 && /^[\x20-\x7e]+\n?$/.test(decoded)
}

export const VARIABLE_CHECKS: readonly Check[] = [
  {
    code: 'cmd-undefined-varref',
    severity: 'may-crash',
    title: '$(NAME) in command or args names a variable that the container does not have',
    happens:
      'The program gets the characters "$(NAME)" as a value: it fails to parse them or to connect.',
    fix: 'Declare the variable under env, or write $$(NAME) where the text itself is meant.',
    aliases: [],
    find: inContainers(undefinedReference, 'oddWords'),
  },
  {
    code: 'env-varref-order',
    severity: 'may-crash',
    title: '$(NAME) in the value of a variable names one that is declared below it',
    happens:
      'The program gets the characters "$(NAME)" as part of the value: wrong host, wrong URL.',
    fix: 'Move the variable that is referred to above the one that uses it.',
    aliases: [],
    find: inContainers(laterReference, 'values'),
  },
  {
    code: 'env-path-override',
    severity: 'may-crash',
    title: 'PATH is replaced by a value without the usual folders',
    happens: 'exec: "sh": executable file not found in $PATH, or exit code 127.',
    fix: 'Add /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin, or drop the variable and give full paths.',
    aliases: [],
    find: inContainers(pathOverride, 'values'),
  },
  {
    code: 'env-placeholder',
    severity: 'may-crash',
    title: 'The value of a variable is a placeholder that nothing replaced',
    happens:
      'The program takes the placeholder for the value: invalid URL, unknown host, failed login.',
    fix: 'Run the tool that fills the file in (envsubst, the pipeline), or write the value.',
    aliases: [],
    find: inContainers(placeholder, 'values'),
  },
  {
    code: 'env-changeme',
    severity: 'may-crash',
    title: 'The value of a variable says that it must be changed',
    happens: 'The program starts with a value that nobody meant: failed login, invalid key.',
    fix: 'Write the real value, or take it from a Secret.',
    aliases: [],
    find: inContainers(changeMe, 'values'),
  },
  {
    code: 'duplicate-env-var',
    severity: 'may-crash',
    title: 'A variable is set twice in one container',
    happens: 'The last one wins without a word; a later kubectl apply can drop the wrong one.',
    fix: 'Keep one of them.',
    aliases: [
      'kube-linter/duplicate-env-var',
      'kube-score/environment-variable-key-duplication',
      'kubescape/duplicate-env-var',
      'kubescape/C-0295',
    ],
    find: inContainers(duplicates, 'env'),
  },
  {
    code: 'envfrom-invalid-names',
    severity: 'practice',
    title: 'envFrom takes a ConfigMap or Secret with keys that are no names of variables',
    happens: 'The kubelet records InvalidEnvironmentVariableNames, or the variable cannot be read.',
    fix: 'Take single keys with env and valueFrom, or mount the others as files.',
    aliases: [],
    find: inContainers(invalidNames, 'sources'),
  },
  {
    code: 'service-links-collision',
    severity: 'may-crash',
    title: "The kubelet's variable for a Service overwrites a setting of the program",
    happens: 'The program reads REDIS_PORT=tcp://10.0.0.1:6379 as a port number and ends.',
    fix: 'Set enableServiceLinks: false in the pod.',
    aliases: [],
    find: inContainers(serviceLinks),
  },
  {
    code: 'postgres-no-password',
    severity: 'may-crash',
    title: 'A database image is run without the password that its first start needs',
    happens:
      'The container ends with exit code 1: Database is uninitialized and superuser password is not specified.',
    fix: 'Set the variable from a Secret with valueFrom.secretKeyRef.',
    aliases: [],
    find: inContainers(neededEnv, 'known'),
  },
  {
    code: 'secret-trailing-newline',
    severity: 'may-crash',
    title: 'A Secret that is used as a variable ends with a line end',
    happens:
      'The password, token or URL is wrong by one invisible character: authentication failed.',
    fix: 'Encode the value without the line end.',
    aliases: [],
    find: inContainers(secretNewline, 'sources'),
  },
  {
    code: 'secret-double-base64',
    severity: 'may-crash',
    title: 'A Secret that is used as a variable was encoded twice',
    happens:
      'The program gets base64 text as its password or URL: authentication failed, invalid URL.',
    fix: 'Encode it once under data, or write it plainly under stringData.',
    aliases: [],
    find: inContainers(secretTwice, 'sources'),
  },
]
