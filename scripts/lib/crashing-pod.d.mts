import type { KubeObject } from '@unloop/engine/evidence'

interface PodOptions {
  readonly name: string
  readonly namespace: string
  readonly node?: string
  readonly owner?: object
  readonly container?: object
}

export function stamp(ms: number): string
export function crashingPod(
  options: PodOptions & { readonly restarts: number; readonly backOff?: string },
): KubeObject
export function runningPod(options: PodOptions): KubeObject
