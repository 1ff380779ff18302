import type { Image } from './image.ts'
import { imageOf } from './image.ts'

/** The configuration of an image, as a registry or a container engine tells it (OCI image-spec, config.md). */
export interface ImageSettings {
  /** Empty for root. */
  readonly user: string
  readonly entrypoint: readonly string[]
  readonly cmd: readonly string[]
  readonly ports: readonly number[]
  /** `amd64`; null where it is not said. */
  readonly architecture: string | null
  readonly workingDir: string
}

/** What a cluster said of things outside the files. What was not asked, or not answered, is in neither list. */
export interface LiveFacts {
  /** Objects that are there, as the API serves them: of Secrets and ConfigMaps only their keys, each with null. */
  readonly present: readonly Readonly<Record<string, unknown>>[]
  /** `Kind/namespace/name`; no namespace where none is written. */
  readonly absent: ReadonlySet<string>
  /** Of the nodes; null where they could not be read. */
  readonly architectures: readonly string[] | null
  /** `apps/v1/Deployment`; null where they could not be read. */
  readonly kinds: ReadonlySet<string> | null
}

/** What a server of unloop saw the containers of a workload use, as its API tells it. Bytes. */
export interface UsageFacts {
  readonly namespace: string
  readonly workload_kind: string
  readonly workload: string
  readonly container: string
  /** Working set. */
  readonly memory: { readonly peak: number; readonly p95: number; readonly samples: number } | null
  readonly oom_kills: number
  /** The most failures of the startup probe before a run was up. */
  readonly startup_failures: number | null
}

/** Where a reference led to nothing among the files. */
export interface Missing {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** Names an object across kinds and namespaces. */
export function missingKey({ kind, namespace, name }: Missing): string {
  return `${kind}/${namespace}/${name}`
}

// A shell without arguments ends at once, as standard input is closed.
const SHELLS = /^(?:\/(?:usr\/)?bin\/)?(?:ba|a|da|z|k)?sh$/
// Programs that read commands from standard input where they are given none.
const PROMPTS = /^(?:.*\/)?(?:python3?|node|irb|php|R|jshell|ghci|iex)$/

/** What is known of an image in general, and what its own configuration settles. */
export function imageWith(text: string, config: ImageSettings | null): Image {
  const image = imageOf(text)
  if (config === null) return image
  const [first, ...rest] = [...config.entrypoint, ...config.cmd]
  const isPrompt =
    first !== undefined && rest.length === 0 && (SHELLS.test(first) || PROMPTS.test(first))
  const isRoot = /^(?:|0|root)(?::.*)?$/.test(config.user)
  const {
    user: _user,
    prompt: _prompt,
    port: _port,
    ...facts
  } = image.facts ?? {
    matches: /^$/,
    name: text,
  }
  const [port, ...others] = config.ports
  return {
    ...image,
    config,
    facts: {
      ...facts,
      prompt: isPrompt,
      ...(isRoot
        ? { user: 'root' as const }
        : /^\d+(?::|$)/.test(config.user)
          ? {}
          : { user: 'named' as const }),
      ...(port === undefined || others.length > 0 ? {} : { port }),
    },
  }
}
