import { memoryText } from '../evidence/quantity.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import { editFix, placePatch, placesOf, type Place } from '../fixes/place.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { lastSaid, saidEvidence } from './shared/log.ts'
import { heapSettings, memoryLimit, settingEvidence, type HeapSetting } from './shared/memory.ts'
import { withOwnFindings } from './shared/own.ts'

/** The language runtime's own heap limit, not the container's. */
export const heapExhausted: Cause = withOwnFindings({
  id: 'heap-exhausted',
  explain: (file) => {
    const heap = heapSettings(file)[0]
    const limit = memoryLimit(file)
    const own = heap
      ? `its own limit (${heap.text})`
      : 'the limit that the language runtime sets itself'
    return `The program used up its heap: ${own}, not the container's${limit ? ` ${limit.text}` : ''}. The runtime ends the process itself, so nothing is OOM-killed${abortWords(file)}.`
  },
  find: (file) => [...stated(file), ...abortedWithoutLog(file)],
  fixes: (file, finding) => fixes(file, finding),
})

const abortWords = ({ exit }: CaseFile): string =>
  exit?.code === 139 || exit?.code === 134
    ? ` (exit ${exit.code} is its abort, not a fault in memory access)`
    : ''

/** V8, HotSpot, OpenJ9, Go, CPython, PHP, .NET, C++, Erlang. */
const HEAP =
  /JavaScript heap out of memory|OutOfMemoryError: (?:Java heap space|GC overhead limit|Metaspace|Compressed class space|Requested array size|(?:Cannot reserve \d+ bytes of )?direct buffer)|Terminating due to java\.lang\.OutOfMemoryError|Ineffective mark-compacts near heap limit|Allocation failed - (?:JavaScript )?heap|runtime: out of memory|fatal error: out of memory|Allowed memory size of \d+ bytes exhausted|System\.OutOfMemoryException|terminate called after throwing an instance of 'std::bad_alloc'|^MemoryError\b|eheap_alloc: Cannot allocate|heap exhausted/

const stated = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, HEAP)
  if (!said || file.exit?.reason === 'OOMKilled') return []
  const heap = heapSettings(file)[0]
  const aborted = file.exit?.code === 139 || file.exit?.code === 134 || file.exit?.code === 133
  const lead: Finding = {
    cause: 'heap-exhausted',
    weight: endsWithIt(file, said.line.number) || aborted ? 86 : 58,
    rule: 'heap-exhausted/stated',
    title: `The program ran out of its own heap${heap ? ` (${heap.text})` : ''}`,
    evidence: [
      ...saidEvidence(file, said),
      ...(heap ? [settingEvidence(file, heap)] : []),
      ...limitEvidence(file),
    ],
    facts: heap ? { setting: heap.text } : {},
  }
  return aborted ? [lead, counterEvidence('segfault'), counterEvidence('app-exception')] : [lead]
}

/** An abort of a runtime that was given a heap size, with no log to say why: V8 and HotSpot abort so. */
const abortedWithoutLog = (file: CaseFile): readonly Finding[] => {
  const { exit } = file
  const heap = heapSettings(file)[0]
  if (!exit || !heap || (exit.code !== 139 && exit.code !== 134) || file.runs.length > 0) return []
  return [
    {
      cause: 'heap-exhausted',
      weight: 52,
      rule: 'heap-exhausted/abort-without-log',
      title: `Aborted, and its heap is limited to ${heap.text}`,
      evidence: [
        file.fromStatus(`${exit.field}.exitCode`, exit.code),
        settingEvidence(file, heap),
        ...limitEvidence(file),
      ],
      facts: { setting: heap.text },
    },
    { ...counterEvidence('segfault'), weight: -12 },
  ]
}

const counterEvidence = (cause: Finding['cause']): Finding => ({
  cause,
  weight: -45,
  rule: 'heap-exhausted/abort',
  title: '',
  evidence: [],
  facts: {},
})

/** A program may survive an out-of-memory error in one thread; then it goes on logging. */
const endsWithIt = (file: CaseFile, line: number): boolean => {
  const run = file.runs.find(({ crashed }) => crashed) ?? file.runs[0]
  const last = run?.lines.at(-1)?.number ?? line
  return last - line < 80
}

const limitEvidence = (file: CaseFile): Finding['evidence'] => {
  const limit = memoryLimit(file)
  return limit ? [file.fromSpec('resources.limits.memory', limit.text)] : []
}

const MIB = 2 ** 20

/**
 * Three quarters of the container's limit, the rest being for what is no heap: the limit is set aside for the container
 * already, so that a smaller figure saves nothing. Twice the heap where no limit is known.
 */
const roomFor = (file: CaseFile, { bytes }: HeapSetting): number => {
  const limit = memoryLimit(file)?.bytes
  return Math.floor((limit === undefined ? bytes * 2 : Math.max(bytes, 0.75 * limit)) / MIB)
}

const fixes = (file: CaseFile, finding: Finding): readonly Fix[] => {
  const heap = heapSettings(file)[0]
  const limit = memoryLimit(file)
  const full = heap && limit && heap.bytes > 0.7 * limit.bytes
  if (!heap) return [addHeap(file, finding)]
  return full
    ? [raiseBoth(file, heap), raiseHeap(file, heap)]
    : [raiseHeap(file, heap), ...(limit ? [raiseBoth(file, grown(file, heap))] : [])]
}

/** The heap as it is once it fills what the limit leaves it. */
const grown = (file: CaseFile, heap: HeapSetting): HeapSetting => ({
  ...heap,
  bytes: roomFor(file, heap) * MIB,
})

const bigger = (
  file: CaseFile,
  heap: HeapSetting,
  mib: number,
): Readonly<Record<string, unknown>> | null => {
  const { place } = heap
  if (place.kind === 'env' && place.literal)
    return { env: [{ name: place.name, value: resized(place.value, heap, mib) }] }
  if (place.kind !== 'args' && place.kind !== 'command') return null
  const list = file.failing.spec?.[place.kind] ?? []
  return { [place.kind]: list.map((word) => resized(word, heap, mib)) }
}

const resized = (where: string, { text }: HeapSetting, mib: number): string =>
  where.replace(
    text,
    text.startsWith('-X')
      ? text.replace(/\d+[kKmMgGtT]?$/, `${mib}m`)
      : text.replace(/\d+\w*$/, String(mib)),
  )

/** The ConfigMap that gives the size, as a variable or in a file. */
const mapWith = (file: CaseFile, { text }: HeapSetting): Place | undefined =>
  placesOf(file).find((place) => place.kind === 'configmap' && place.text.includes(text))

const raiseHeap = (file: CaseFile, heap: HeapSetting): Fix => {
  const mib = roomFor(file, heap)
  const limit = memoryLimit(file)
  const change = bigger(file, heap, mib)
  const title = `Let the heap grow to ${memoryText(mib * MIB)} instead of ${heap.text}: ${limit ? `three quarters of the container's ${limit.text}, the rest is for threads, code and buffers` : 'twice what it had'}`
  const place = change ? undefined : mapWith(file, heap)
  const id = 'heap-exhausted/heap'
  return place
    ? editFix(file, { id, title, place, text: resized(place.text, heap, mib) })
    : patchFix(file, { id, title, patch: change ? containerPatch(file, change) : null })
}

const raiseBoth = (file: CaseFile, heap: HeapSetting): Fix => {
  const mib = Math.floor((heap.bytes * 2) / MIB)
  const change = bigger(file, heap, mib)
  const place = change ? undefined : mapWith(file, heap)
  const also = place ? placePatch(file, place, resized(place.text, heap, mib)) : null
  const memory = `${Math.ceil((mib * 1.35) / 64) * 64}Mi`
  return patchFix(file, {
    id: 'heap-exhausted/both',
    title: `Raise the heap to ${mib}Mi, twice what it had, and the memory limit to ${memory}, which holds it with a third beside it`,
    patch:
      change || place
        ? containerPatch(file, { ...change, resources: { limits: { memory } } })
        : null,
    ...(also ? { also: [also] } : {}),
  })
}

/** Runtimes that size their heap by themselves: the JVM takes a quarter of the limit, V8 by its own rule. */
const addHeap = (file: CaseFile, { evidence }: Finding): Fix => {
  const java = evidence.some(({ excerpt }) => /java\.|OutOfMemoryError/.test(excerpt))
  const node = evidence.some(({ excerpt }) => /JavaScript|mark-compact/i.test(excerpt))
  const limit = memoryLimit(file)?.bytes
  const mib = Math.floor((0.75 * (limit ?? 1024 * MIB)) / MIB)
  const env = java
    ? { name: 'JAVA_TOOL_OPTIONS', value: '-XX:MaxRAMPercentage=75' }
    : node
      ? { name: 'NODE_OPTIONS', value: `--max-old-space-size=${mib}` }
      : null
  return patchFix(file, {
    id: 'heap-exhausted/size',
    title: env
      ? `Let the heap use three quarters of the container's memory (${env.name})`
      : "Raise the runtime's memory limit, or lower what the program loads",
    patch: env ? containerPatch(file, { env: [env] }) : null,
    where: env ? 'manifest' : 'config',
  })
}
