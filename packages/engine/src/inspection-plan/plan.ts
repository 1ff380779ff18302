import { statedWords } from '../causes/shared/stated.ts'
import { pathsIn } from '../causes/shared/mounts.ts'
import { Inventory } from '../evidence/inventory.ts'
import { envValue } from '../evidence/services.ts'
import type { PathReason } from '../evidence/inspection.ts'
import type { Snapshot } from '../evidence/snapshot.ts'
import { signatureFindings } from '../verdict/signature-matches.ts'
import { withAddresses } from '../verdict/addresses.ts'
import { CaseFile } from '../case/case-file.ts'
import { runsOf } from '../case/runs.ts'
import { containersOf, failingAs, type FailingContainer } from '../case/failing-container.ts'
import { shellCommands } from '../evidence/shell.ts'
import type { Scanner } from '../scanner/scan.ts'
import { addressesOf, type PlannedAddress } from './addresses.ts'

/** The container that is to be inspected. */
export interface InspectedContainer {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

/** What an inspection should find out: bounded, the most telling first. */
export interface InspectionPlan {
  readonly programs: readonly string[]
  readonly paths: readonly { readonly path: string; readonly reason: PathReason }[]
  /** Folders whose files a ConfigMap, a Secret or a projection gives. */
  readonly filled: readonly string[]
  /** Names alone. */
  readonly env: readonly string[]
  readonly addresses: readonly PlannedAddress[]
}

const MOST = { programs: 6, paths: 24, filled: 12, env: 24, addresses: 16 } as const

/** What the evidence about a container leaves open and an inspection would tell; null where there is no such container. */
export function inspectionPlanOf(
  snapshot: Snapshot,
  { namespace, pod, container }: InspectedContainer,
  scanner: Scanner,
): InspectionPlan | null {
  const inventory = new Inventory(snapshot)
  const failing = containerAt(inventory, { namespace, pod, container })
  if (!failing) return null
  const bare = new CaseFile({
    failing,
    inventory,
    runs: runsOf(failing, inventory, scanner),
  })
  const file = bare.withMessages(withAddresses(bare, signatureFindings(bare, scanner)))
  return {
    programs: unique(programsOf(file)).slice(0, MOST.programs),
    paths: pathsOf(file).slice(0, MOST.paths),
    filled: unique(filledFolders(file)).slice(0, MOST.filled),
    env: unique(envNames(file)).slice(0, MOST.env),
    addresses: addressesOf(file).slice(0, MOST.addresses),
  }
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)]

const containerAt = (
  inventory: Inventory,
  { namespace, pod: name, container }: InspectedContainer,
): FailingContainer | null => {
  const entry = inventory.pods.find(
    ({ pod: { metadata } }) => metadata.name === name && (metadata.namespace ?? '') === namespace,
  )
  const view = entry && containersOf(entry.pod).find((each) => each.name === container)
  return entry && view ? failingAs(view, 'crash-loop', { entry, inventory }) : null
}

/** The script that the pod gives to a shell as its command. */
const scriptOf = ({ failing }: CaseFile): string | null => {
  const words = [...(failing.spec?.command ?? []), ...(failing.spec?.args ?? [])]
  const at = words.indexOf('-c')
  return at > 0 && SHELL.test(words[0] ?? '') ? (words[at + 1] ?? null) : null
}

const SHELL = /(?:^|\/)(?:ba|da|a|k|z)?sh$/
/** What the runtime, the kernel's loader or musl's say about the program that they could not start. */
const START = [
  /exec: "([^"]+)"/,
  /\bexec (\/[^\s:]+): /,
  /^(\/?[^\s:]+): error while loading shared libraries/m,
  /Error loading shared library [^\n]*\(needed by ([^)]+)\)/,
  /Error relocating ([^:\s]+):/,
] as const

const programsOf = (file: CaseFile): readonly string[] => {
  const [first] = file.failing.spec?.command ?? []
  const inScript = shellCommands(scriptOf(file) ?? '').flatMap(({ words: [word = ''] }) =>
    isProgram(word) ? [word] : [],
  )
  const named = START.flatMap((pattern) => {
    const stated = statedWords(file, pattern)?.match[1]
    const logged = file.runs.flatMap(({ stream }) => pattern.exec(textOf(stream))?.[1] ?? [])
    return [...(stated ? [stated] : []), ...logged]
  })
  return [...(first && isKnown(first) ? [first] : []), ...named.filter(isKnown), ...inScript]
}

const textOf = (stream: { readonly text: string; readonly end?: string }): string =>
  (stream.end ?? stream.text).slice(-4000)

const isKnown = (word: string): boolean => word !== '' && !word.includes('$(')
/** A path of its own: builtins and tools of the shell are not what is in question. */
const isProgram = (word: string): boolean => /^\.{0,2}\/[\w./+-]+$/.test(word)

type PlannedPath = InspectionPlan['paths'][number]

const FACTS = ['path', 'file'] as const

const pathsOf = (file: CaseFile): readonly PlannedPath[] => {
  const programs = new Set(programsOf(file))
  const named = [
    ...file.messages.flatMap(({ facts }) => FACTS.flatMap((name) => facts[name] ?? [])),
    ...lastPaths(file),
  ].filter((path) => path.startsWith('/') && !STACK.test(path))
  const { command = [], args = [] } = file.failing.spec ?? {}
  const script = scriptOf(file)
  const written = shellCommands(script ?? '').flatMap(({ writes }) => writes)
  const given = [...command.slice(1), ...args].flatMap((word) =>
    word === script
      ? []
      : word.length < 400 && !/[\n;|&]/.test(word)
        ? pathsIn(word.replace(/^--?[\w-]+=/, ''))
        : [],
  )
  const mounts = (file.failing.spec?.volumeMounts ?? [])
    .map(({ mountPath }) => mountPath)
    .filter((path) => !path.startsWith(TOKEN))
  const planned: readonly PlannedPath[] = [
    ...named.map((path): PlannedPath => ({ path, reason: 'named' })),
    ...given.map((path): PlannedPath => ({ path, reason: 'argument' })),
    ...written
      .filter((path) => /^\/[\w./+-]+$/.test(path))
      .map((path): PlannedPath => ({ path, reason: 'written' })),
    ...mounts.map((path): PlannedPath => ({ path, reason: 'mount' })),
  ]
  return planned.filter(
    ({ path }, index) =>
      !programs.has(path) &&
      !/^\/(?:proc|dev|sys)\//.test(path) &&
      planned.findIndex((other) => other.path === path) === index,
  )
}

/** The service account's token: whatever fails for want of it says so. */
const TOKEN = '/var/run/secrets/kubernetes.io'

/** Files of stack frames: they are there, as they ran. */
const STACK = /\/(?:site-packages|node_modules|dist-packages|gems)\/|\.(?:go|java)$/

/** Paths in the last lines of the crashed run: what a script that ends without a message touched last. */
const lastPaths = (file: CaseFile): readonly string[] =>
  (file.runs[0]?.lines ?? []).slice(-6).flatMap(({ text }) => pathsIn(text))

const filledFolders = ({ failing, podSpec }: CaseFile): readonly string[] => {
  const filled = new Set(
    (podSpec?.volumes ?? [])
      .filter(({ configMap, secret, projected }) => configMap ?? secret ?? projected)
      .map(({ name }) => name),
  )
  return (failing.spec?.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }) =>
    filled.has(name) && !subPath && !mountPath.startsWith(TOKEN) ? [mountPath] : [],
  )
}

const VARIABLE = /^[A-Za-z_]\w{1,100}$/

const envNames = (file: CaseFile): readonly string[] => {
  const { command = [], args = [], env = [] } = file.failing.spec ?? {}
  const said = file.messages.flatMap(({ cause, facts }) =>
    cause === 'env-missing' ? ['env', 'setting', 'key'].flatMap((name) => facts[name] ?? []) : [],
  )
  const used = [...command, ...args].flatMap((word) =>
    [
      ...word
        .slice(0, 20_000)
        .matchAll(/\$\(([A-Z_]\w+)\)|\$\{([A-Z_][A-Z0-9_]+)(?::?\?[^}]*)?\}/g),
    ].flatMap(([, reference, shell]) => reference ?? shell ?? []),
  )
  const own = new Set(assigned([...command, ...args]))
  const empty = env.filter((each) => !each.valueFrom && envValue(file.inventory, '', each) === '')
  return [
    ...said,
    ...used.filter((name) => !own.has(name)),
    ...empty.map(({ name }) => name),
  ].filter((name) => VARIABLE.test(name))
}

/** Variables that a script sets itself. */
const assigned = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) =>
    [...word.matchAll(/(?:^|[\s;])([A-Z_][A-Z0-9_]+)=/g)].flatMap(([, name]) => name ?? []),
  )
