import type { LogRequest } from '@unloop/engine/evidence'
import type { LogPlace } from '../paths/log-path.ts'
import type { LogOwner } from './resolve-log.ts'

/** Which of a dump's log files are wanted: of ten thousand pods, those few that fail. */
export class WantedLogs {
  readonly #names: ReadonlySet<string>
  readonly #pods: ReadonlySet<string>
  readonly #runs: ReadonlySet<string>

  constructor(requests: readonly LogRequest[]) {
    this.#names = new Set(requests.map(({ pod }) => pod))
    this.#pods = new Set(requests.map(({ namespace, pod }) => podKey(namespace, pod)))
    this.#runs = new Set(requests.flatMap((r) => r.runs.map((run) => runKey(r, run))))
  }

  /** Whether a path may lead to a wanted log, told without looking up whose it is; `resolveLog` goes by its folders. */
  mayHold(path: string, { certainty, pod }: LogPlace): boolean {
    if (certainty === 'stem' || (pod !== null && this.#names.has(pod))) return true
    return certainty === 'likely' && path.split('/').some((folder) => this.#names.has(folder))
  }

  /** A log of no pod may be of any; one of several containers is wanted with any of them. */
  holds(owner: LogOwner, run: 'current' | 'previous'): boolean {
    if (owner.pod === null) return true
    if (owner.container === null) return this.#pods.has(podKey(owner.namespace, owner.pod))
    return this.#runs.has(runKey(owner, run))
  }
}

const podKey = (namespace: string | null, pod: string): string => `${namespace ?? ''}/${pod}`

const runKey = ({ namespace, pod, container }: LogOwner, run: string): string =>
  `${podKey(namespace, pod ?? '')}/${container ?? ''}/${run}`
