import { dataOf, type Bundle } from '../bundle.ts'
import { inContainers, inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, isFields, listOf, textOf, wordOf } from '../fields.ts'
import type { MountEntry, Site } from '../workload.ts'

// Names that a program reads as variables.
const VARIABLE = /^[A-Za-z_]\w*$/

/** Whether a value has quotes around it that belong to it. */
const isQuoted = (text: string): boolean => /^"[^"{}[\]]+"$|^'[^'{}[\]]+'$/.test(text.trim())

const quotedMessage = (name: string): string =>
  `The value of ${name} begins and ends with a quote: both are part of it.`

/** Keys of a ConfigMap or Secret that become variables. */
const quotedValues = (object: LintObject): readonly Found[] =>
  (['data', 'stringData'] as const).flatMap((field) =>
    Object.keys(fieldsOf(object.fields[field]))
      .filter((key) => VARIABLE.test(key) && isQuoted(dataOf(object, key) ?? ''))
      .map((key) => ({ path: [field, key], message: quotedMessage(key) })),
  )

/** YAML takes one pair of quotes off; a second one is part of the value. */
const quotedEnv = (site: Site): readonly Found[] =>
  site.env.flatMap(({ name, value, path }) =>
    value !== null && isQuoted(value)
      ? [{ path: [...path, 'value'], message: quotedMessage(name) }]
      : [],
  )

/** Whether a text is filled in later. */
const isTemplated = (text: string): boolean => /\{\{|\$\{|<%|%\(/.test(text)

/** Files that a program would refuse: JSON, YAML and TOML by their names. */
const brokenFiles = (object: LintObject): readonly Found[] =>
  Object.entries(fieldsOf(object.fields['data'])).flatMap(([key, value]): readonly Found[] => {
    const text = textOf(value) ?? ''
    if (text.trim() === '' || isTemplated(text)) return []
    const problem = /\.json$/.test(key)
      ? jsonProblem(text)
      : /\.ya?ml$/.test(key)
        ? tabProblem(text)
        : null
    return problem === null ? [] : [{ path: ['data', key], message: `${key} ${problem}` }]
  })

/** Comments are allowed by many readers, and trailing commas by some: such files are left alone. */
function jsonProblem(text: string): string | null {
  // What does not begin like a file of its own is a part of one.
  if (!/^\s*[{[]/.test(text)) return null
  if (/^\s*\/[/*]|,\s*[}\]]/m.test(text)) return null
  try {
    JSON.parse(text)
    return null
  } catch {
    return 'is no JSON: a bracket, a comma or a quote is missing or too much.'
  }
}

/** YAML forbids tabs in indentation. */
function tabProblem(text: string): string | null {
  const lines = text.split('\n')
  const line = lines.findIndex((each) => /^ *\t+ *[^\s#]/.test(each))
  // Inside a block scalar a tab is text.
  const isBlock = lines.slice(0, Math.max(line, 0)).some((each) => /[|>][+-]?\s*$/.test(each))
  return line === -1 || isBlock
    ? null
    : `has a tab in the indentation of its line ${line + 1}, which YAML does not take.`
}

/** The files that a mount shows. */
interface FilesAt {
  readonly mount: MountEntry
  readonly object: LintObject
  /** As they are called below the mount. */
  readonly names: readonly string[]
}

/** What a ConfigMap or Secret of the files puts into a folder; null where it is not at hand. */
function filesAt(site: Site, mount: MountEntry, bundle: Bundle): FilesAt | null {
  const volume = mount.volume?.fields
  const [kind, name, source] = isFields(volume?.['configMap'])
    ? (['ConfigMap', wordOf(volume['configMap']['name']), volume['configMap']] as const)
    : isFields(volume?.['secret'])
      ? (['Secret', wordOf(volume['secret']['secretName']), volume['secret']] as const)
      : (['', '', {}] as const)
  if (name === '' || mount.subPath !== null) return null
  const object = bundle.find(kind, site.workload.namespace, name)
  if (object === null) return null
  const items = listOf(at(source, 'items'))
  const keys = ['data', 'stringData', 'binaryData'].flatMap((field) =>
    Object.keys(fieldsOf(object.fields[field])),
  )
  // Filled later by another program.
  if (keys.length === 0) return null
  return {
    mount,
    object,
    names: items.length > 0 ? items.map((item) => wordOf(at(item, 'path'))) : keys,
  }
}

// Paths of files within settings.
const PATH =
  /(?:^|[\s=:"'(,])(\/[\w./-]+\.(?:crt|key|pem|conf|cfg|ini|ya?ml|json|toml|properties|xml|env|txt|jks|p12|cert|ca))(?=$|[\s;"'),:])/g

/** Paths in arguments, variables and mounted settings that lead into a folder of known files, to one that is not there. */
const missingFiles = (site: Site, bundle: Bundle): readonly Found[] => {
  if (bundle.kind('ConfigMap').length + bundle.kind('Secret').length === 0) return []
  const folders = site.mounts.flatMap((mount) => filesAt(site, mount, bundle) ?? [])
  if (folders.length === 0) return []
  const texts = [
    ...site.argv.map(({ text, path }) => ({ text, path, from: 'the command' })),
    ...site.env.map(({ name, value, path }) => ({ text: value ?? '', path, from: name })),
    ...folders
      .filter(({ object }) => object.kind === 'ConfigMap')
      .flatMap(({ object, mount, names }) =>
        names.map((name) => ({
          text: withoutComments(dataOf(object, name) ?? ''),
          path: mount.path,
          from: `${name} of ConfigMap ${object.name}`,
        })),
      ),
  ]
  return texts.flatMap(({ text, path, from }) =>
    [...text.slice(0, MAX_TEXT).matchAll(PATH)].flatMap(([, file = '']) => {
      const folder = folders.find(({ mount }) => isBelow(file, mount.mountPath))
      if (folder === undefined || coveredElsewhere(site, file, folder)) return []
      const name = file.slice(folder.mount.mountPath.replace(/\/+$/, '').length + 1)
      if (folder.names.includes(name)) return []
      return [
        {
          path,
          message: `${file} (${from}) is looked for in ${folder.object.kind} ${folder.object.name}, which holds ${folder.names.slice(0, 5).join(', ')}.`,
          happens: `The program ends: open ${file}: no such file or directory.`,
        },
      ]
    }),
  )
}

// Characters of settings that are looked at.
const MAX_TEXT = 100_000

/** Settings without lines that are comments. */
const withoutComments = (text: string): string => text.replace(/^\s*[#;].*$/gm, '')

/** Whether a file is within a folder. */
const isBelow = (file: string, folder: string): boolean =>
  file.startsWith(`${folder.replace(/\/+$/, '')}/`)

/** A deeper mount, or one of that very file. */
const coveredElsewhere = (site: Site, file: string, { mount }: FilesAt): boolean =>
  site.mounts.some(
    (each) =>
      each !== mount &&
      (each.mountPath === file ||
        (isBelow(file, each.mountPath) && each.mountPath.length > mount.mountPath.length)),
  )

/** Servers that resolve the hosts of their settings once, at the start, and end where one is not known. */
const RESOLVES_AT_START = /(?:^|\/)(?:nginx|nginx-unprivileged|openresty|haproxy)$/

// Hosts that nginx resolves when it starts.
const UPSTREAM =
  /\b(?:proxy_pass|fastcgi_pass|uwsgi_pass|grpc_pass)\s+(?:\w+:\/\/)?([a-z][\w.-]*)|^\s*server\s+(?:[\w-]+\s+)?([a-z][\w.-]*):\d+/gm

/** With a resolver nginx asks later; haproxy too with one, or with init-addr none: wherever in the settings that stands. */
const resolvesLater = (config: LintObject): boolean =>
  Object.keys(fieldsOf(config.fields['data'])).some((key) =>
    /(?:^|[\s;{])(?:resolvers?|init-addr)\s/.test(withoutComments(dataOf(config, key) ?? '')),
  )

/** nginx ends where a host of its upstreams does not resolve at start. */
const unknownUpstreams = (site: Site, bundle: Bundle): readonly Found[] => {
  if (!RESOLVES_AT_START.test(site.image.repository)) return []
  return site.mounts.flatMap((mount) => {
    const name = wordOf(at(mount.volume?.fields, 'configMap', 'name'))
    const config = name === '' ? null : bundle.find('ConfigMap', site.workload.namespace, name)
    if (config === null) return []
    return Object.keys(fieldsOf(config.fields['data'])).flatMap((key) => {
      const text = withoutComments(dataOf(config, key) ?? '')
      const own = new Set(
        [...text.matchAll(/^\s*(?:upstream|backend)\s+([\w.-]+)/gm)].map(([, each]) => each),
      )
      if (resolvesLater(config)) return []
      const hosts = [...text.matchAll(UPSTREAM)].map(([, passed, served]) => passed ?? served ?? '')
      return [...new Set(hosts)].flatMap((host) => {
        const [service = '', namespace, kind] = host.split('.')
        if (own.has(host) || service === 'localhost' || service === 'unix') return []
        if (kind !== undefined && kind !== 'svc') return []
        if (namespace !== undefined && kind === undefined) return []
        const reference = bundle.refer('Service', namespace ?? site.workload.namespace, service)
        // Another Service of the files shows that the application is here.
        const isAbsent =
          reference.kind === 'absent' ||
          (reference.kind === 'unknown' &&
            bundle.kind('Service').length > 0 &&
            !bundle.isBeside('Service', service))
        return isAbsent
          ? [
              {
                path: mount.path,
                message: `${key} of ConfigMap ${name} names the host ${host}, and no Service ${service} is among these files; unless the cluster has it already, the server does not start.`,
              },
            ]
          : []
      })
    })
  })
}

export const SETTING_CHECKS: readonly Check[] = [
  {
    code: 'value-quoted',
    severity: 'may-crash',
    title: 'Quotes are part of the value of a variable',
    happens:
      'The program gets the quotes too: invalid port "\\"5432\\"", invalid URL, wrong password.',
    fix: 'Take the inner quotes away; YAML needs one pair only, and a file of variables none.',
    aliases: [],
    find: [inKinds(['ConfigMap', 'Secret'], quotedValues), inContainers(quotedEnv, 'values')],
  },
  {
    code: 'config-file-broken',
    severity: 'may-crash',
    title: 'A file of settings in a ConfigMap cannot be read',
    happens:
      'The program ends at its start: unexpected token, found character that cannot start any token.',
    fix: 'Correct the file.',
    aliases: [],
    find: inKinds(['ConfigMap'], brokenFiles),
  },
  {
    code: 'mounted-file-missing',
    severity: 'may-crash',
    title: 'A path leads to a file that the mounted ConfigMap or Secret does not hold',
    happens: 'The program ends: open /etc/tls/tls.key: no such file or directory.',
    fix: 'Correct the path, or add the key; items can give a key another name.',
    aliases: [],
    find: inContainers(missingFiles, 'mounts'),
  },
  {
    code: 'upstream-host-missing',
    severity: 'may-crash',
    title: 'A proxy that resolves its hosts at the start names one that is not among the files',
    happens:
      '[emerg] host not found in upstream "api" in /etc/nginx/conf.d/default.conf; exit code 1.',
    fix: 'Correct the host, add the Service, or let it be resolved later (resolver, init-addr none).',
    aliases: [],
    find: inContainers(unknownUpstreams, 'mounts'),
  },
]
