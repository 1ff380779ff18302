import type { Snapshot } from '../../packages/engine/src/evidence/index.ts'

export interface LabelledCase {
  readonly name: string
  readonly set: string
  readonly path: string
  readonly kind: 'text' | 'dump'
  readonly label: Readonly<Record<string, unknown>> & { readonly category: string }
}

export function casesIn(root: string): readonly LabelledCase[]
export function snapshotOf(one: LabelledCase): Snapshot
