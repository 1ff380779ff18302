/** A size that a program was given for its own memory, as it is written. */
export interface HeapSize {
  readonly program: 'java' | 'node' | 'redis' | 'mysql' | 'postgres'
  /** `-Xmx1g`. */
  readonly text: string
  readonly bytes: number
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
}

const sized = (digits: string | undefined, unit: string | undefined, base = 1): number =>
  Number(digits) * (unit ? (UNITS[unit[0]?.toLowerCase() ?? ''] ?? 1) : base)

interface Flag {
  readonly program: HeapSize['program']
  readonly pattern: RegExp
  /** Bytes for one unit where none is written. */
  readonly base: number
}

/**
 * Java's -Xmx and MaxHeapSize (bytes), Node's --max-old-space-size (MiB, V8 flag), Redis' maxmemory,
 * MySQL's innodb_buffer_pool_size, PostgreSQL's shared_buffers (blocks of 8 KiB).
 */
const FLAGS: readonly Flag[] = [
  { program: 'java', pattern: /-Xmx(\d+)([kKmMgGtT]?)/, base: 1 },
  { program: 'java', pattern: /-XX:MaxHeapSize=(\d+)([kKmMgGtT]?)/, base: 1 },
  { program: 'node', pattern: /--max[-_]old[-_]space[-_]size[= ](\d+)()/, base: 2 ** 20 },
  { program: 'redis', pattern: /\bmaxmemory[ =](\d+)([kKmMgG]?)b?\b/, base: 1 },
  { program: 'mysql', pattern: /innodb[-_]buffer[-_]pool[-_]size\s*=\s*(\d+)([kKmMgG]?)/, base: 1 },
  { program: 'postgres', pattern: /shared_buffers\s*=\s*'?(\d+)([kKmMgG]?)B?/, base: 8192 },
]

/** The sizes that a command line, an options variable or a configuration file gives. */
export function heapSizes(text: string): readonly HeapSize[] {
  return FLAGS.flatMap(({ program, pattern, base }) => {
    const match = pattern.exec(text)
    const bytes = match ? sized(match[1], match[2], base) : 0
    return match && bytes > 0 ? [{ program, text: match[0], bytes }] : []
  })
}

const GO_LIMIT = /^(\d+)([KMGT]?)i?B?$/

/** GOMEMLIMIT's value (runtime/debug.SetMemoryLimit) in bytes. */
export function goMemoryLimit(value: string): number | null {
  const match = GO_LIMIT.exec(value)
  return match ? sized(match[1], match[2]) : null
}
