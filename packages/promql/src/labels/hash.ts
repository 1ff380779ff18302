import type { Labels } from './labels.ts'

const PRIME1 = 0x9e3779b185ebca87n
const PRIME2 = 0xc2b2ae3d27d4eb4fn
const PRIME3 = 0x165667b19e3779f9n
const PRIME4 = 0x85ebca77c2b2ae63n
const PRIME5 = 0x27d4eb2f165667c5n

const wrap = (value: bigint) => BigInt.asUintN(64, value)
const rotate = (value: bigint, bits: bigint) => wrap((value << bits) | (value >> (64n - bits)))
const round = (acc: bigint, input: bigint) => wrap(rotate(wrap(acc + input * PRIME2), 31n) * PRIME1)
const merge = (acc: bigint, lane: bigint) => wrap((acc ^ round(0n, lane)) * PRIME1 + PRIME4)

/** Prometheus's hash of a label set: xxHash64 of its strings, each after its length. `limit_ratio` samples by it. */
export function hashLabels(labels: Labels): bigint {
  const bytes: number[] = []
  for (const text of labels.pairs) {
    const encoded = new TextEncoder().encode(text)
    const size = encoded.length
    if (size < 255) bytes.push(size)
    else bytes.push(255, size & 255, (size >> 8) & 255, (size >> 16) & 255)
    bytes.push(...encoded)
  }
  return xxHash64(Uint8Array.from(bytes))
}

/** xxHash64 with seed 0 (https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md). */
function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let hash = PRIME5
  if (bytes.length >= 32) {
    const lanes = [wrap(PRIME1 + PRIME2), PRIME2, 0n, wrap(-PRIME1)]
    for (; at + 32 <= bytes.length; at += 32)
      for (let i = 0; i < 4; i++)
        lanes[i] = round(lanes[i] ?? 0n, view.getBigUint64(at + i * 8, true))
    const shifts = [1n, 7n, 12n, 18n]
    hash = wrap(lanes.reduce((sum, lane, i) => sum + rotate(lane, shifts[i] ?? 0n), 0n))
    for (const lane of lanes) hash = merge(hash, lane)
  }
  hash = wrap(hash + BigInt(bytes.length))
  return avalanche(tail(hash, view, at))
}

function tail(start: bigint, view: DataView, from: number): bigint {
  let hash = start
  let at = from
  for (; at + 8 <= view.byteLength; at += 8)
    hash = wrap(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * PRIME1 + PRIME4)
  if (at + 4 <= view.byteLength) {
    hash = wrap(
      rotate(hash ^ wrap(BigInt(view.getUint32(at, true)) * PRIME1), 23n) * PRIME2 + PRIME3,
    )
    at += 4
  }
  for (; at < view.byteLength; at++)
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint8(at)) * PRIME5), 11n) * PRIME1)
  return hash
}

function avalanche(start: bigint): bigint {
  let hash = start
  hash = wrap((hash ^ (hash >> 33n)) * PRIME2)
  hash = wrap((hash ^ (hash >> 29n)) * PRIME3)
  return hash ^ (hash >> 32n)
}
