/** Something with a value to rank it by. */
export interface Ranked<T> {
  readonly value: number
  readonly item: T
}

/** NaN is below all other values. */
function isLess<T>(a: Ranked<T>, b: Ranked<T>): boolean {
  return Number.isNaN(a.value) || a.value < b.value
}

/** Exchanges two items in place. */
function swap<T>(heap: Ranked<T>[], i: number, j: number): void {
  const a = heap[i]
  const b = heap[j]
  if (!a || !b) return
  heap[i] = b
  heap[j] = a
}

/** Whether one item is below another, by their places. */
function lessAt<T>(heap: readonly Ranked<T>[], i: number, j: number): boolean {
  const a = heap[i]
  const b = heap[j]
  return a !== undefined && b !== undefined && isLess(a, b)
}

/** Adds to a binary heap whose least item is first. */
export function pushHeap<T>(heap: Ranked<T>[], item: Ranked<T>): void {
  heap.push(item)
  let at = heap.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!lessAt(heap, at, parent)) return
    swap(heap, at, parent)
    at = parent
  }
}

/** Restores the order of a heap whose first item was replaced. */
export function fixTop<T>(heap: Ranked<T>[]): void {
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) return
    if (child + 1 < heap.length && lessAt(heap, child + 1, child)) child++
    if (!lessAt(heap, child, at)) return
    swap(heap, at, child)
    at = child
  }
}

/** The items of a heap from the greatest value on, NaNs last; equal values keep the order of the heap. */
export function sortBest<T>(heap: readonly Ranked<T>[]): Ranked<T>[] {
  return heap.toSorted((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value))
      return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value))
    return a.value === b.value ? 0 : b.value < a.value ? -1 : 1
  })
}
