import { sh } from '@unloop/engine/commands'
import type { Container, Pod } from '@unloop/engine/evidence'
import { expand, references } from './expand.ts'
import { envOf, envPart, lookupIn } from './env.ts'
import { limitsPart, sysctlPart } from './limits.ts'
import { networkPart } from './network.ts'
import {
  flag,
  joined,
  option,
  type FileToWrite,
  type FolderToMake,
  type Option,
  type Word,
} from './parts.ts'
import { securityPart } from './security.ts'
import type { Settings } from './settings.ts'
import { foldersFirst, volumesPart } from './volumes.ts'

/** Commands that take the same options of `run`. */
export const TOOLS = ['docker', 'podman', 'nerdctl'] as const
export type Tool = (typeof TOOLS)[number]

/** The container to start elsewhere, with what the cluster gives it. */
export interface ReproRequest {
  readonly pod: Pod
  readonly container: Container
  readonly settings: Settings
  readonly tool: Tool
  /** Architecture of the node as Kubernetes names it (`amd64`), or null. */
  readonly architecture: string | null
}

/** How to start a container elsewhere as the cluster starts it. */
export interface Repro {
  readonly tool: Tool
  readonly options: readonly Option[]
  readonly image: string
  readonly args: readonly Word[]
  readonly files: readonly FileToWrite[]
  readonly folders: readonly FolderToMake[]
  /** What is not the same, in full sentences. */
  readonly notes: readonly string[]
}

/** The command that starts it, the files that it mounts, and a note for everything that can't be taken along. */
export function reproOf(request: ReproRequest): Repro {
  const { pod, container, settings } = request
  const env = envOf(request)
  const lookup = lookupIn(new Map(env.entries.map((entry) => [entry.name, entry])))
  const args = argumentsOf(container, lookup)
  const parts = joined([
    { options: [option('--rm'), ...platform(request)] },
    ...(args.entrypoint === null ? [] : [{ options: flag('--entrypoint', args.entrypoint) }]),
    ...(container.workingDir ? [{ options: flag('--workdir', container.workingDir) }] : []),
    securityPart(pod, container),
    limitsPart(container),
    sysctlPart(pod),
    networkPart(pod, container),
    envPart(env),
    volumesPart({ pod, container, settings, lookup }),
    { options: [], notes: [...secretArguments(container, env.entries), ...others(request)] },
  ])
  return {
    ...parts,
    tool: request.tool,
    image: container.image ?? '',
    args: args.words,
    folders: foldersFirst(parts.folders),
    notes: [...new Set(parts.notes)],
  }
}

const platform = ({ architecture }: ReproRequest): readonly Option[] =>
  architecture ? flag('--platform', `linux/${architecture}`) : []

/** A command replaces the image's entrypoint and its CMD, args alone only the CMD: in Docker as in Kubernetes. */
const argumentsOf = (
  { command = [], args = [] }: Container,
  lookup: (name: string) => string | null,
): { readonly entrypoint: string | null; readonly words: readonly Word[] } => {
  const [first, ...rest] = command
  return {
    entrypoint: first === undefined ? null : expand(first, lookup),
    words: [...rest, ...args].map((word) => [expand(word, lookup)]),
  }
}

const secretArguments = (
  { command = [], args = [] }: Container,
  entries: ReturnType<typeof envOf>['entries'],
): readonly string[] => {
  const hidden = new Set(entries.flatMap(({ kind, name }) => (kind === 'value' ? [] : [name])))
  const used = [...command, ...args].flatMap(references).filter((name) => hidden.has(name))
  return [...new Set(used)].map(
    (name) => `The arguments hold FILL_IN where the cluster puts the value of ${name}.`,
  )
}

const others = ({ pod, container }: ReproRequest): readonly string[] => {
  const { containers = [], initContainers = [], enableServiceLinks } = pod.spec ?? {}
  const beside = containers.filter(({ name }) => name !== container.name).map(({ name }) => name)
  const own = initContainers.findIndex(({ name }) => name === container.name)
  const before = own < 0 ? initContainers : initContainers.slice(0, own)
  const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name))
  const fillers = before.filter(({ volumeMounts = [] }) =>
    volumeMounts.some(({ name }) => mounted.has(name)),
  )
  return [
    ...fillers.map(
      ({ name }) =>
        `Init container ${name} fills a volume of this one: run it first (${sh`unloop repro with -c ${name}`} uses the same folder).`,
    ),
    ...(beside.length > 0 ? [`What ${beside.join(', ')} serve at localhost is not here.`] : []),
    ...(enableServiceLinks === false
      ? []
      : ['The variables that Kubernetes sets for each Service (WEB_SERVICE_HOST …) are not set.']),
    'Limits that the kubelet sets for every pod of the node, such as that of processes, are not set.',
  ]
}
