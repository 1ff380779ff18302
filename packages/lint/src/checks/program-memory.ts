import { heapSizes, memoryText } from '@unloop/engine/evidence'
import type { Bundle } from '../bundle.ts'
import { inContainers, type Check, type Found } from '../check.ts'
import type { Path } from '../manifest.ts'
import { MEMORY_FLAGS, READ_FOLDERS, type MemoryFlag } from '../memory-sizes.data.ts'
import { filesOf } from '../mounted.ts'
import { baseName, programOfSite, runsOf } from '../program.ts'
import type { Site } from '../workload.ts'
import { fullHeapOver, limitOf, oomKilledOnce } from './memory.ts'
import { variablesIn } from './variables.ts'

// Servers count in powers of two.
const UNITS: Readonly<Record<string, number>> = {
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
}

/** Bytes of a size; `base` is the unit of a number without one. */
const bytesOf = (digits: string, unit: string, base: number): number =>
  Number(digits) * (unit === '' ? base : (UNITS[unit.toLowerCase()] ?? base))

/** What the container runs, as far as its image and command tell: `redis`, `redis-server`. */
function namesOf(site: Site): readonly string[] {
  const image = baseName(site.image.repository)
  const runs = runsOf(programOfSite(site)).map(({ words }) => baseName(words[0] ?? ''))
  return [image, ...runs]
}

/** A text that may name a size. */
interface Text {
  readonly text: string
  readonly path: Path
  /** Where it stands, behind the size. */
  readonly where: string
}

// Characters of settings that are looked at.
const LINES = 100_000

/** Files of the bundle that the program reads: named on its command line, or in a folder that it looks into. */
const settingsOf = (site: Site, bundle: Bundle): readonly Text[] =>
  filesOf(site, bundle)
    .filter(
      ({ path, object }) =>
        object.kind === 'ConfigMap' &&
        (READ_FOLDERS.test(path) ||
          site.argv.some(({ text }) => text.includes(path)) ||
          site.env.some(({ value }) => value === path)),
    )
    .map(({ text, mount, key, object }) => ({
      text: text.slice(0, LINES),
      path: mount.path,
      where: ` (${key} of ConfigMap ${object.name})`,
    }))

/** Where a flag may stand: in arguments, in variables or in files of settings. */
function textsOf(site: Site, bundle: Bundle, place: MemoryFlag['place']): readonly Text[] {
  if (place === 'file') return settingsOf(site, bundle)
  if (place === 'variable')
    return variablesIn(site, bundle).map(({ name, value, path }) => ({
      text: `${name}=${value}`,
      path,
      where: '',
    }))
  const runs = runsOf(programOfSite(site))
  const lines = runs.map(({ words, path }) => ({ text: words.join(' '), path, where: '' }))
  const [first] = site.args ?? []
  return lines.length > 0 || first === undefined
    ? lines
    : [{ text: site.argv.map(({ text }) => text).join(' '), path: first.path, where: '' }]
}

/** A cache or heap that may take more than the limit. */
const serverMemory = (site: Site, bundle: Bundle): readonly Found[] => {
  const limit = limitOf(site)
  if (limit === null) return []
  const names = namesOf(site)
  return MEMORY_FLAGS.filter(({ of }) => names.some((name) => of.test(name))).flatMap((flag) =>
    textsOf(site, bundle, flag.place).flatMap(({ text, path, where }) => {
      const match = flag.pattern.exec(text)
      if (match === null) return []
      const bytes = bytesOf(match[1] ?? match[3] ?? '', match[2] ?? '', flag.base)
      return bytes < limit.bytes * 0.95
        ? []
        : [
            {
              path,
              message: `${match[0].trim()}${where} lets ${flag.program} take ${memoryText(bytes)} for ${flag.what}, and the limit of the container is ${limit.text}.`,
              fix: `Set it to ${memoryText(limit.bytes * 0.7)} at most, or raise the limit to ${memoryText(bytes * 1.35)}.`,
            },
          ]
    }),
  )
}

/** Heaps that variables from a ConfigMap give: those that stand in the manifest itself are told by other checks. */
const heapFromConfig = (site: Site, bundle: Bundle): readonly Found[] => {
  const limit = limitOf(site)
  if (limit === null) return []
  const own = new Set(site.env.flatMap(({ name, value }) => (value === null ? [] : [name])))
  return variablesIn(site, bundle)
    .filter(({ name }) => !own.has(name))
    .flatMap(({ name, value, path }) =>
      heapSizes(value).flatMap((said) =>
        fullHeapOver(limit, { ...said, text: `${said.text} (${name})`, path }),
      ),
    )
}

/** A heap that begins at a size, and no other size of it is said. */
const heapStart = (site: Site): readonly Found[] => {
  const limit = limitOf(site)
  if (limit === null) return []
  const texts = [
    ...site.env.map(({ value, path }) => ({ text: value ?? '', path: [...path, 'value'] })),
    ...site.argv,
  ]
  if (texts.some(({ text }) => lastSize(text, 'Xmx') !== null)) return []
  return texts.flatMap(({ text, path }) => {
    const first = lastSize(text, 'Xms')
    return first === null ? [] : fullHeapOver(limit, { ...first, path })
  })
}

/** Java ends at once where the heap begins larger than it may get (HotSpot, arguments.cpp). */
const heapBeginsOver = (site: Site): readonly Found[] => {
  const isJava = (text: string): boolean => /(?:^|\s|\/)java(?:\s|$)/.test(text)
  const line = runsOf(programOfSite(site)).find(({ words }) => isJava(words[0] ?? ''))
  const texts: readonly { readonly text: string; readonly path: Path }[] = [
    ...(line === undefined ? [] : [{ text: line.words.join(' '), path: line.path }]),
    ...site.env.flatMap(({ name, value, path }) =>
      value !== null && READ_BY_JAVA.test(name) ? [{ text: value, path: [...path, 'value'] }] : [],
    ),
  ]
  return texts.flatMap(({ text, path }) => {
    const first = lastSize(text, 'Xms')
    const most = lastSize(text, 'Xmx')
    if (first === null || most === null || first.bytes <= most.bytes) return []
    return [
      {
        path,
        message: `${first.text} is more than ${most.text}.`,
      },
    ]
  })
}

/** Read by the JVM itself, or handed to it by the start scripts of Elasticsearch, Logstash and Kafka. */
const READ_BY_JAVA =
  /^(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|ES_JAVA_OPTS|OPENSEARCH_JAVA_OPTS|LS_JAVA_OPTS|KAFKA_HEAP_OPTS)$/

/** The last of several options counts, as in java. */
function lastSize(
  text: string,
  flag: 'Xms' | 'Xmx',
): { readonly text: string; readonly bytes: number } | null {
  const match = [...text.matchAll(new RegExp(`-${flag}(\\d+)([kmgt]?)\\b`, 'gi'))].at(-1)
  return match === undefined
    ? null
    : { text: match[0], bytes: bytesOf(match[1] ?? '', match[2] ?? '', 1) }
}

/** What a load generator takes and touches at once, all its workers together; null where it takes none. */
function loadOf(line: string): number | null {
  const match = /(?:^|[\s/])(stress|stress-ng)(?=\s)/.exec(line)
  if (match === null) return null
  const workers = Number(/\s(?:--vm|-m)[= ](\d+)(?=\s|$)/.exec(line)?.[1] ?? 0)
  const size = /\s--vm-bytes[= ](\d+)([bkmg]?)(?=\s|$)/i.exec(line)
  if (workers === 0) return null
  // stress(1) and stress-ng(1): 256 MB a worker; stress-ng divides a size that is given.
  const bytes =
    size === null ? 256 * 2 ** 20 : bytesOf(size[1] ?? '', (size[2] ?? '').replace(/b/i, ''), 1)
  return match[1] === 'stress' || size === null ? bytes * workers : bytes
}

/** `tail` keeps a line that never ends, and `head -c` bounds it. */
function endlessLine(line: string): number | null {
  if (/(?:^|[\s/;])tail\s+(?:-n\s*\d+\s+)?\/dev\/zero(?:\s|$)/.test(line)) return Infinity
  const bounded = /head\s+-c\s*(\d+)([kmg]?)i?b?\s+\/dev\/zero\s*\|\s*tail\b/i.exec(line)
  return bounded === null ? null : bytesOf(bounded[1] ?? '', bounded[2] ?? '', 1)
}

// Images that only take memory.
const STRESS_IMAGE = /(?:^|[\/-])(stress(?:-ng)?)$/

/** A program that is told to take more than the limit, as demonstrations of OOMKilled are. */
const loadOver = (site: Site): readonly Found[] => {
  const limit = limitOf(site)
  if (limit === null) return []
  const program = programOfSite(site)
  const image = STRESS_IMAGE.exec(site.image.repository)?.[1]
  const lines =
    program?.kind === 'script'
      ? [{ text: program.script.text, path: program.script.path }]
      : site.argv.slice(0, 1).map(({ path }) => ({
          // The image's entrypoint is the program, unless the words name it.
          text: [image ?? '', ...site.argv.map(({ text }) => text)].join(' '),
          path,
        }))
  return lines.flatMap(({ text, path }) => {
    const bytes = loadOf(text) ?? endlessLine(text)
    if (bytes === null || bytes < limit.bytes) return []
    const size = bytes === Infinity ? 'all the memory that it gets' : memoryText(bytes)
    return [
      {
        path,
        message: `It takes ${size} at once, and the limit of the container is ${limit.text}.`,
      },
    ]
  })
}

/** Go's runtime takes B, KiB, MiB, GiB, TiB, no unit, or off, and ends with anything else (runtime, parseByteCount). */
const goLimitInvalid = (site: Site, bundle: Bundle): readonly Found[] =>
  variablesIn(site, bundle).flatMap(({ name, value, path }) =>
    name !== 'GOMEMLIMIT' ||
    value === '' ||
    /^(?:off|\d+(?:(?:[KMGT]i)?B)?)$/.test(value) ||
    /[$({]/.test(value)
      ? []
      : [
          {
            path,
            message: `GOMEMLIMIT=${value} is no size as Go's runtime reads it.`,
            ...(/^\d+[KMGT]i?$/.test(value) ? { fix: `Write ${value.replace(/i?$/, 'iB')}.` } : {}),
          },
        ],
  )

const IT_FILLS = oomKilledOnce('it')

export const PROGRAM_MEMORY_CHECKS: readonly Check[] = [
  {
    code: 'server-memory-over-limit',
    severity: 'may-crash',
    title: 'A server may take more for its cache or heap than the memory limit',
    happens: IT_FILLS,
    fix: 'Set it to seven tenths of the limit, or raise the limit.',
    aliases: [],
    find: [
      inContainers(serverMemory),
      inContainers(heapFromConfig, 'sources'),
      inContainers(heapStart, 'heap'),
    ],
  },
  {
    code: 'load-over-limit',
    severity: 'will-crash',
    title: 'A program takes more memory at its start than the limit',
    happens: 'OOMKilled, exit code 137, or exit code 1 of the program whose worker was killed.',
    fix: 'Raise the limit, or let it take less.',
    aliases: [],
    find: inContainers(loadOver, 'words'),
  },
  {
    code: 'jvm-heap-order',
    severity: 'will-crash',
    title: "Java's heap begins larger than it may get",
    happens:
      'Error occurred during initialization of VM: Initial heap size set to a larger value than the maximum heap size; exit code 1.',
    fix: 'Set -Xms to the value of -Xmx at most.',
    aliases: [],
    find: inContainers(heapBeginsOver, 'heap'),
  },
  {
    code: 'gomemlimit-invalid',
    severity: 'will-crash',
    title: "GOMEMLIMIT is no size that Go's runtime takes",
    happens:
      'fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`; exit code 2.',
    fix: 'Write it with B, KiB, MiB or GiB: 400MiB.',
    aliases: [],
    find: inContainers(goLimitInvalid, 'env'),
  },
]
