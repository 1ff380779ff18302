import type { MemorySample } from '../storage/memory.ts'
import { parseDuration } from '../parser/duration.ts'
import type { Command, LoadCommand } from './commands.ts'
import type { LoadedSeries } from './custom-histograms.ts'
import { parseEval } from './parse-eval.ts'
import { parseMetric, parseSeriesDescription, type SequenceValue } from './series-description.ts'
import { parseStartSequence } from './start-sequence.ts'

/** A command's lines: the first one and those up to the next empty line. */
export interface Block {
  /** Line of the file, from 1. */
  readonly line: number
  readonly head: string
  readonly body: readonly string[]
}

/** Parses a test script of Prometheus (promql/promqltest/README.md). What cannot be read becomes a broken command. */
export function parseScript(text: string): Command[] {
  return blocksOf(text).map((block) => {
    const isEval = block.head.toLowerCase().startsWith('eval')
    try {
      return parseBlock(block)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { kind: 'broken', line: block.line, isEval, reason }
    }
  })
}

function blocksOf(text: string): Block[] {
  const lines = text.split('\n').map((line) => {
    const trimmed = line.trim()
    return trimmed.startsWith('#') ? '' : trimmed
  })
  const blocks: { line: number; head: string; body: string[] }[] = []
  let open: string[] | undefined
  lines.forEach((line, i) => {
    if (line === '') open = undefined
    else if (open && !isClear(blocks.at(-1)?.head)) open.push(line)
    else {
      open = []
      blocks.push({ line: i + 1, head: line, body: open })
    }
  })
  return blocks
}

const isClear = (head: string | undefined) => head?.toLowerCase() === 'clear'

function parseBlock(block: Block): Command {
  const word = block.head.split(/\s+/, 1)[0]?.toLowerCase() ?? ''
  if (word === 'clear') return { kind: 'clear' }
  if (word.startsWith('load')) return parseLoad(block)
  if (word.startsWith('eval')) return parseEval(block)
  throw new Error(`invalid command ${JSON.stringify(block.head)}`)
}

function parseLoad({ line, head, body }: Block): LoadCommand {
  const [, suffix, gapText = ''] = /^load(?:_(with_nhcb))?\s+(\S.*)$/i.exec(head) ?? []
  const gap = parseDuration(gapText.trim())
  const series = new Map<string, LoadedSeries>()
  let starts: (number | undefined)[] | undefined
  for (const text of body) {
    const startLine = /^(\S+)@st\s+(.*)$/.exec(text)
    if (startLine) {
      parseMetric(startLine[1] ?? '')
      starts = parseStartSequence(startLine[2] ?? '')
      continue
    }
    const { labels, values } = parseSeriesDescription(text)
    if (starts && starts.length !== values.length)
      throw new Error(`@st line has ${starts.length} values but sample line has ${values.length}`)
    series.set(labels.key, { labels, samples: samplesOf(values, gap, starts) })
    starts = undefined
  }
  return {
    kind: 'load',
    line,
    series: [...series.values()],
    withCustomHistograms: suffix !== undefined,
  }
}

function samplesOf(
  values: readonly SequenceValue[],
  gap: number,
  starts: readonly (number | undefined)[] | undefined,
): MemorySample[] {
  return values.flatMap((value, i) => {
    const timestamp = i * gap
    const offset = starts?.[i]
    const start = offset === undefined ? 0 : timestamp + offset
    switch (value.kind) {
      case 'omitted':
        return []
      case 'stale':
        return { timestamp, value: 'stale' as const, start }
      case 'float':
        return { timestamp, value: value.value, start }
      case 'histogram':
        return { timestamp, value: value.histogram, start }
    }
  })
}
