/** Samples of one series, by time, each time once. */
export interface SampleColumns {
  readonly timestamps: Float64Array
  readonly values: Float64Array
}

/** Two words each: the id, the time in milliseconds as a Float64, the value. */
const WORDS = 6

/**
 * Reads rows of `RowBinary` that are ordered by id and time, by the id of their series. Values are copied bit by bit, as a
 * stale marker is a NaN of its own.
 */
export function readSampleRows(bytes: Uint8Array): Map<string, SampleColumns> {
  const words = new Uint32Array(new Uint8Array(bytes).buffer)
  const found = new Map<string, SampleColumns>()
  const rows = Math.floor(words.length / WORDS)
  for (let row = 0; row < rows;) {
    const end = endOfSeries(words, row, rows)
    found.set(idAt(words, row), columnsOf(words.subarray(row * WORDS, end * WORDS)))
    row = end
  }
  return found
}

function endOfSeries(words: Uint32Array, first: number, rows: number): number {
  const low = words[first * WORDS]
  const high = words[first * WORDS + 1]
  let row = first + 1
  while (row < rows && words[row * WORDS] === low && words[row * WORDS + 1] === high) row++
  return row
}

function idAt(words: Uint32Array, row: number): string {
  const [low = 0, high = 0] = words.subarray(row * WORDS)
  return ((BigInt(high) << 32n) | BigInt(low)).toString()
}

function columnsOf(words: Uint32Array): SampleColumns {
  const rows = words.length / WORDS
  const timestamps = new Uint32Array(rows * 2)
  const values = new Uint32Array(rows * 2)
  let kept = 0
  for (let row = 0; row < rows; row++) {
    const at = row * WORDS
    if (row > 0 && words[at + 2] === words[at - 4] && words[at + 3] === words[at - 3]) continue
    timestamps.set(words.subarray(at + 2, at + 4), kept * 2)
    values.set(words.subarray(at + 4, at + 6), kept * 2)
    kept++
  }
  return {
    timestamps: new Float64Array(timestamps.buffer, 0, kept),
    values: new Float64Array(values.buffer, 0, kept),
  }
}
