import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { diagnose, logsWanted } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'
import { Journal, takeBackOverdue } from '@unloop/remedy'
import { ClusterApi, ClusterReader } from '@unloop/sources'
import { UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { narrow } from '../../select/narrow.ts'
import { parseTarget, type Target } from '../../select/target.ts'
import { ProgressLine, progressWords } from '../../subjects/progress.ts'

/** Options by which one cluster is chosen; several contexts are an error. */
export interface OneCluster {
  readonly namespace?: string | undefined
  readonly context: readonly string[]
  readonly kubeconfig: string | undefined
  readonly 'secret-keys'?: boolean
}

/** A cluster to change, with the line of progress on standard error. */
export interface OpenCluster {
  readonly api: ClusterApi
  readonly line: ProgressLine
  /** Takes back what was meant to be temporary, where the command that was to do it is gone. */
  readonly takeBackOverdue: () => Promise<void>
  /** Of the target: null where it is not narrowed to one. */
  readonly namespace: string | null
  /** What was read, the whole report, and what of it concerns the target. */
  readonly look: () => Promise<{
    readonly snapshot: Snapshot
    readonly whole: Report
    readonly asked: Report
  }>
  readonly close: () => void
}

/** One cluster to be read and changed. */
export function openCluster(options: OneCluster, operand: string | undefined, io: Io): OpenCluster {
  const [context, ...more] = options.context
  if (more.length > 0)
    throw new UsageError({
      code: 'options-exclude-each-other',
      message: 'Only one cluster can be changed at a time, but several contexts are named.',
      next: 'Run it once for each --context.',
    })
  const way = {
    env: io.env,
    ...(options.kubeconfig === undefined ? {} : { kubeconfig: options.kubeconfig }),
    ...(context === undefined ? {} : { context }),
  }
  const line = new ProgressLine(io)
  const targets: readonly Target[] = operand === undefined ? [] : [parseTarget(operand)]
  const api = new ClusterApi(way)
  const namespace = options.namespace ?? (operand === undefined ? undefined : api.namespace)
  const reader = new ClusterReader({
    ...way,
    ...(namespace === undefined ? {} : { namespaces: [namespace] }),
    targets,
    secretKeys: options['secret-keys'] ?? false,
    logsWanted,
    onProgress: (progress) => line.show(cleanText(progressWords(progress))),
  })
  return {
    api,
    line,
    namespace: namespace ?? null,
    look: async () => {
      const snapshot = await reader.read()
      line.clear()
      const whole = diagnose(snapshot, {
        generatedAt: io.now().toISOString(),
        knowledge: KNOWLEDGE,
      })
      return {
        snapshot,
        whole,
        asked: narrow(whole, snapshot, { namespace: namespace ?? null, targets, selector: null }),
      }
    },
    takeBackOverdue: async () => {
      for (const { entry, words } of await takeBackOverdue(new Journal(io.env), api))
        io.err(
          cleanText(
            `${entry.plan.title} was meant to end at ${entry.until}, and is taken back now. ${words.join(' ')}\n`,
          ),
        )
    },
    close: () => {
      line.clear()
      reader.close()
      api.close()
    },
  }
}
