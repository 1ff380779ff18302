import type { Bundle } from '../bundle.ts'
import { goMemoryLimit, heapSizes, type HeapSize } from '@unloop/engine/evidence'
import { memoryText, quantity } from '@unloop/engine/evidence'
import { inContainers, type Check, type Found } from '../check.ts'
import { edited, setTo } from '../edit.ts'
import { at, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid } from '../names.ts'
import { memo } from '../memo.ts'
import type { Site } from '../workload.ts'

// Bytes.
const MIB = 2 ** 20

/** A memory limit as it is written, and in bytes. */
export interface Limit {
  readonly text: string
  readonly bytes: number
}

/** The memory limit of a container; null where it has none. */
const memoryLimit = (site: Site): Limit | null => {
  const text = wordOf(site.limits['memory'])
  const bytes = quantity(text)
  return bytes === null || bytes <= 0 ? null : { text, bytes }
}

/** The memory limit of a container; null where there is none that a program could live in. */
export function limitOf(site: Site): Limit | null {
  const limit = memoryLimit(site)
  return limit === null || limit.bytes < MIB ? null : limit
}

/** A size that a program was told, and where. */
interface Said extends HeapSize {
  readonly path: Path
  readonly isArgument: boolean
}

/** Sizes in variables and on the command line; `--maxmemory 1gb` may be two arguments. */
const sizesOf = memo((site: Site): readonly Said[] => [
  ...site.env.flatMap(({ value, path }) =>
    heapSizes(value ?? '').map((size) => ({
      ...size,
      path: [...path, 'value'],
      isArgument: false,
    })),
  ),
  ...site.argv.flatMap(({ text, path }, index) => {
    const next = site.argv[index + 1]
    const isFlag = /^--?(?:maxmemory|max[-_]old[-_]space[-_]size)$/.test(text)
    const joined = isFlag && next !== undefined ? `${text} ${next.text}` : text
    const place = isFlag && next !== undefined ? next.path : path
    return heapSizes(joined).map((size) => ({ ...size, path: place, isArgument: true }))
  }),
])

/** What a runtime needs beside its heap, at the least: below it, a full heap alone reaches the limit. */
export function fullHeapOver(
  limit: Limit,
  { text, bytes, path }: { readonly text: string; readonly bytes: number; readonly path: Path },
): readonly Found[] {
  return bytes < limit.bytes * 0.95
    ? []
    : [
        {
          path,
          message: `${text} lets the heap alone grow to ${memoryText(bytes)}, and the limit of the container is ${limit.text}.`,
          fix: `Set it to ${memoryText(limit.bytes * 0.75)} at most, or raise the limit to ${memoryText(bytes * 1.35)}.`,
        },
      ]
}

/** A heap that is allowed more than the limit: the kernel kills the container before the program collects. */
const heapOver =
  (program: HeapSize['program'], where: 'argument' | 'variable' | 'any') =>
  (site: Site): readonly Found[] => {
    const limit = limitOf(site)
    if (limit === null) return []
    return sizesOf(site).flatMap((said) => {
      if (said.program !== program) return []
      if (where !== 'any' && said.isArgument !== (where === 'argument')) return []
      return fullHeapOver(limit, said)
    })
  }

/** All of the limit for the heap leaves nothing for threads, code and buffers. */
const fullPercentage = (site: Site): readonly Found[] => {
  const words = [
    ...site.env.map(({ value, path }) => ({ text: value ?? '', path: [...path, 'value'] })),
    ...site.argv,
  ]
  return words.flatMap(({ text, path }) => {
    const percent = Number(/-XX:(?:Max|Initial)RAMPercentage=(\d+(?:\.\d+)?)/.exec(text)?.[1])
    return percent > 90
      ? [
          {
            path,
            message: `The heap may take ${percent} % of the memory limit; threads, code and buffers need the rest, and there is ${percent >= 100 ? 'none' : 'too little'}.`,
          },
        ]
      : []
  })
}

/** GOMEMLIMIT above the limit: the collector never works harder before the kernel kills. */
const goLimit = (site: Site): readonly Found[] => {
  const limit = memoryLimit(site)
  const entry = site.env.find(({ name }) => name === 'GOMEMLIMIT')
  const bytes = goMemoryLimit(entry?.value ?? '')
  if (limit === null || entry === undefined || bytes === null || bytes <= limit.bytes) return []
  return [
    {
      path: [...entry.path, 'value'],
      message: `GOMEMLIMIT=${entry.value} is above the container's limit of ${limit.text}, so that the collector never begins to save.`,
      fix: `Set it to about ${Math.floor((limit.bytes * 0.9) / MIB)}MiB.`,
    },
  ]
}

// Fields of `resources`.
const RESOURCES = ['requests', 'limits'] as const

/** `m` is a thousandth: `128m` of memory is less than a byte. */
const milliMemory = (site: Site): readonly Found[] =>
  RESOURCES.flatMap((kind) => {
    const text = wordOf(site[kind]['memory'])
    return /^\d+m$/.test(text)
      ? [
          {
            path: [...site.path, 'resources', kind, 'memory'],
            message: `${text} is ${Number.parseInt(text, 10) / 1000} bytes: the small m means thousandths.`,
            severity: kind === 'limits' ? ('will-crash' as const) : ('may-crash' as const),
            ...edited(
              setTo([...site.path, 'resources', kind, 'memory'], `${Number.parseInt(text, 10)}Mi`),
            ),
            fix: `Write ${Number.parseInt(text, 10)}Mi (mebibytes), or ${Number.parseInt(text, 10)}M where millions of bytes are meant.`,
          },
        ]
      : []
  })

/** A number without a unit is bytes, which nobody means below a mebibyte. */
const plainBytes = (site: Site): readonly Found[] =>
  RESOURCES.flatMap((kind) => {
    const text = wordOf(site[kind]['memory'])
    const bytes = quantity(text)
    if (!/^\d+(?:k|Ki)?$/.test(text) || bytes === null || bytes <= 0 || bytes >= MIB) return []
    return [
      {
        path: [...site.path, 'resources', kind, 'memory'],
        message: `${text} without ${/[kK]/.test(text) ? 'a larger' : 'a'} unit is ${bytes} bytes: no process fits into that.`,
        // What is asked for only places the pod; a number without a unit is a slip all the same.
        severity:
          kind === 'limits'
            ? ('will-crash' as const)
            : /\D/.test(text)
              ? ('practice' as const)
              : ('may-crash' as const),
        fix: `Write ${text.replace(/\D+/g, '')}Mi.`,
        ...edited(
          /\D/.test(text) ? [] : setTo([...site.path, 'resources', kind, 'memory'], `${text}Mi`),
        ),
      },
    ]
  })

/** runc needs about 6 MiB to set up a container (its own minimum), and an interpreter far more. */
const TINY_MIB = 6

/** Runtimes take more than this before the first line of a program runs; the bound can be set. */
const tinyLimit = (site: Site, bundle: Bundle): readonly Found[] => {
  const limit = memoryLimit(site)
  const least = bundle.parameter('memory-limit-tiny', 'mebibytes', TINY_MIB) * MIB
  if (limit === null || limit.bytes >= least || limit.bytes < MIB) return []
  return [
    {
      path: [...site.path, 'resources', 'limits', 'memory'],
      message: `A limit of ${limit.text} is below what the runtime itself needs to set the container up.`,
    },
  ]
}

/** Files of a memory-backed emptyDir count as memory of the containers. */
const tmpfs = (site: Site): readonly Found[] => {
  const limit = memoryLimit(site)
  if (limit === null) return []
  return site.mounts.flatMap(({ volume }) => {
    if (at(volume?.fields, 'emptyDir', 'medium') !== 'Memory' || volume === null) return []
    const text = wordOf(at(volume.fields, 'emptyDir', 'sizeLimit'))
    const bytes = quantity(text)
    if (bytes === null || bytes < limit.bytes) return []
    return [
      {
        path: [...volume.path, 'emptyDir', 'sizeLimit'],
        message: `What is written to ${volume.name} is memory of the container: ${text} of it are allowed, and the container's limit is ${limit.text}.`,
      },
    ]
  })
}

/** The kubelet evicts a pod whose writable layers and emptyDirs go beyond its ephemeral-storage limits. */
const emptyDirOverEphemeral = (site: Site): readonly Found[] => {
  const text = wordOf(site.limits['ephemeral-storage'])
  const limit = quantity(text)
  if (limit === null || limit <= 0) return []
  return site.mounts.flatMap(({ volume }) => {
    const size = wordOf(at(volume?.fields, 'emptyDir', 'sizeLimit'))
    const bytes = quantity(size)
    const isMemory = at(volume?.fields, 'emptyDir', 'medium') === 'Memory'
    if (volume === null || bytes === null || isMemory || bytes <= limit) return []
    return [
      {
        path: [...volume.path, 'emptyDir', 'sizeLimit'],
        message: `${volume.name} may hold ${size}, and the container's limit of ephemeral-storage is ${text}: the pod is evicted before the volume is full.`,
      },
    ]
  })
}

/** The API server refuses a request above its limit. */
const requestOverLimit = (site: Site): readonly Found[] =>
  Object.entries(site.requests).flatMap(([resource, value]) => {
    const request = quantity(wordOf(value))
    const limit = quantity(wordOf(site.limits[resource]))
    if (request === null || limit === null || request <= limit) return []
    return [
      {
        path: [...site.path, 'resources', 'requests', resource],
        message: `The container asks for ${wordOf(value)} of ${resource} and may use ${wordOf(site.limits[resource])} at most.`,
        refusal: {
          field: [...site.path, 'resources', 'requests'],
          says: invalid(
            wordOf(value),
            `must be less than or equal to ${resource} limit of ${wordOf(site.limits[resource])}`,
          ),
        },
      },
    ]
  })

/** What happens where something grows over the memory limit. */
export function oomKilledOnce(what: string): string {
  return `OOMKilled, exit code 137, as soon as ${what} fills up: under load, or at once where it is touched at the start.`
}

const HEAP_FILLS = oomKilledOnce('the heap')

export const MEMORY_CHECKS: readonly Check[] = [
  {
    code: 'jvm-xmx-over-limit',
    severity: 'may-crash',
    title: "A variable allows Java's heap more than the memory limit",
    happens: HEAP_FILLS,
    fix: 'Use -XX:MaxRAMPercentage=75 instead of -Xmx, or raise the limit.',
    aliases: [],
    find: inContainers(heapOver('java', 'variable'), 'heap'),
  },
  {
    code: 'jvm-xmx-in-args',
    severity: 'may-crash',
    title: "The command line allows Java's heap more than the memory limit",
    happens: HEAP_FILLS,
    fix: 'Use -XX:MaxRAMPercentage=75 instead of -Xmx, or raise the limit.',
    aliases: [],
    find: inContainers(heapOver('java', 'argument'), 'heap'),
  },
  {
    code: 'jvm-maxrampercentage-100',
    severity: 'may-crash',
    title: "Java's heap may take (nearly) the whole memory limit",
    happens: HEAP_FILLS,
    fix: 'Set -XX:MaxRAMPercentage=75.',
    aliases: [],
    find: inContainers(fullPercentage, 'heap'),
  },
  {
    code: 'node-old-space-over-limit',
    severity: 'may-crash',
    title: "Node's heap is allowed more than the memory limit",
    happens: HEAP_FILLS,
    fix: 'Set --max-old-space-size to three quarters of the limit.',
    aliases: [],
    find: inContainers(heapOver('node', 'any'), 'heap'),
  },
  {
    code: 'gomemlimit-over-limit',
    severity: 'may-crash',
    title: 'GOMEMLIMIT is above the memory limit',
    happens: HEAP_FILLS,
    fix: 'Set GOMEMLIMIT to nine tenths of the limit.',
    aliases: [],
    find: inContainers(goLimit, 'values'),
  },
  {
    code: 'redis-maxmemory-over-limit',
    severity: 'may-crash',
    title: "Redis' maxmemory is above the memory limit",
    happens: HEAP_FILLS,
    fix: 'Set maxmemory to three quarters of the limit; saving needs memory beside the data.',
    aliases: [],
    find: inContainers(heapOver('redis', 'any'), 'heap'),
  },
  {
    code: 'database-buffers-over-limit',
    severity: 'may-crash',
    title: "A database's buffer pool is above the memory limit",
    happens: HEAP_FILLS,
    fix: 'Set it to half of the limit.',
    aliases: [],
    find: [
      inContainers(heapOver('mysql', 'any'), 'heap'),
      inContainers(heapOver('postgres', 'any'), 'heap'),
    ],
  },
  {
    code: 'memory-milli-unit',
    severity: 'will-crash',
    title: 'A memory quantity is written with a small m, which means thousandths of a byte',
    happens:
      'The container cannot be created: the minimum memory limit is 6MB (RunContainerError), or it is OOMKilled at once.',
    fix: 'Write Mi.',
    aliases: ['kubescape/resources-memory-limit-and-request'],
    find: inContainers(milliMemory),
  },
  {
    code: 'memory-plain-bytes',
    severity: 'will-crash',
    title: 'A memory quantity has no unit and means a handful of bytes',
    happens:
      'The container cannot be created: the minimum memory limit is 6MB (RunContainerError), or it is OOMKilled at once.',
    fix: 'Write Mi.',
    aliases: [],
    find: inContainers(plainBytes),
  },
  {
    code: 'memory-limit-tiny',
    severity: 'may-crash',
    title: 'The memory limit is below what the runtime needs to start a container',
    happens:
      'The container cannot be created, or it is OOMKilled at once: container init was OOM-killed (memory limit too low?).',
    fix: 'Set a limit of at least 16Mi for a small static program, 128Mi for an interpreter.',
    aliases: [],
    parameters: { mebibytes: { usual: TINY_MIB, help: 'Mi that a container needs at the least' } },
    find: inContainers(tinyLimit),
  },
  {
    code: 'tmpfs-over-limit',
    severity: 'may-crash',
    title: 'A volume in memory may grow beyond the memory limit',
    happens: 'OOMKilled, exit code 137, when the volume fills up.',
    fix: 'Set its sizeLimit well below the memory limit.',
    aliases: [],
    find: inContainers(tmpfs, 'mounts'),
  },
  {
    code: 'emptydir-over-ephemeral-limit',
    severity: 'may-crash',
    title: 'An emptyDir may grow beyond the limit of ephemeral storage',
    happens: 'Evicted: Pod ephemeral local storage usage exceeds the total limit of containers.',
    fix: 'Keep the sizeLimit below the limit of ephemeral-storage.',
    aliases: [],
    find: inContainers(emptyDirOverEphemeral, 'mounts'),
  },
  {
    code: 'request-over-limit',
    severity: 'refused',
    title: 'A request is above its limit',
    happens: 'The API server refuses the object: must be less than or equal to memory limit.',
    fix: 'Lower the request or raise the limit.',
    aliases: [
      'kubevious/resource-request-limit-check',
      'kubescape/resources-memory-limit-and-request',
    ],
    find: inContainers(requestOverLimit),
  },
]
