import type { KubeObject } from '@unloop/engine/evidence'
import { randomOf, type Random } from '../../scripts/lib/random.mjs'
import { DAY, iso } from './time.ts'

/** The letters of `k8s.io/apimachinery/pkg/util/rand.SafeEncodeString`. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** Those of them that a decimal digit becomes. */
const DIGITS = '456789bcdf'.split('')

/** The log of one run of a container. */
export interface RunLog {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly run: 'current' | 'previous'
  readonly text: string
}

export interface EventOf {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly type?: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly container?: string
  readonly from?: string
  /** Milliseconds before now of the last one, and of the first. */
  readonly ago: number
  readonly firstAgo?: number
  readonly count?: number
}

/** A cluster while it is made: what the API server would serve, and what the containers printed. */
export class World {
  readonly random: Random
  readonly now: number
  readonly objects: KubeObject[] = []
  readonly logs: RunLog[] = []
  readonly nodes: string[] = []
  #made = 0

  constructor(seed: number) {
    this.random = randomOf(seed)
    this.now = Date.UTC(2026, 2, 3) + this.random.int(200) * DAY + this.random.int(86_400) * 1000
  }

  letters(length: number): string {
    return Array.from({ length }, () => LETTERS[this.random.int(LETTERS.length)]).join('')
  }

  /** A pod-template-hash: the digits of a 32-bit number in the same letters, which are ten of them. */
  hash(): string {
    const digits = this.random.chance(0.8) ? 10 : this.between(8, 10)
    return Array.from({ length: digits }, () => this.random.pick(DIGITS)).join('')
  }

  uid(): string {
    const hex = (length: number): string =>
      Array.from({ length }, () => this.random.int(16).toString(16)).join('')
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  }

  int(below: number): number {
    return this.random.int(below)
  }

  /** Between two numbers, the upper excluded. */
  between(low: number, high: number): number {
    return low + this.random.int(Math.max(1, high - low))
  }

  ago(milliseconds: number): string {
    return iso(this.now - milliseconds)
  }

  add(object: KubeObject): void {
    this.objects.push(object)
  }

  event(event: EventOf): void {
    const { kind, namespace, name, reason, message, container, ago, firstAgo = ago } = event
    this.#made++
    this.add({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${(0x18a0000 + this.#made).toString(16)}`, namespace },
      involvedObject: {
        kind,
        namespace,
        name,
        ...(container === undefined ? {} : { fieldPath: `spec.containers{${container}}` }),
      },
      type: event.type ?? 'Normal',
      reason,
      message,
      count: event.count ?? 1,
      firstTimestamp: this.ago(firstAgo),
      lastTimestamp: this.ago(ago),
      source: {
        component: event.from ?? 'kubelet',
        ...(event.from ? {} : { host: this.nodes[0] }),
      },
    })
  }
}
