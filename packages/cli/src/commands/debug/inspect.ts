import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { widthOf } from '../../output/wrap.ts'
import { randomBytes } from 'node:crypto'
import { diagnose, inspectionPlan } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import type { Incident } from '@unloop/engine/report'
import {
  leftovers,
  inspectContainer,
  approachFor,
  TOOL_IMAGE,
  type InspectionResult,
  type InspectionRequest,
} from '@unloop/inspect'
import { pick, RemedyError, type Picked } from '@unloop/remedy'
import { EXIT, NothingToTryError, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { OptionValues } from '../../options/table.ts'
import { clean, cleanText } from '../../output/clean.ts'
import { coloured, plain, wantsColor } from '../../output/paint.ts'
import { openCluster, type OpenCluster } from '../fix/cluster.ts'
import { isAgreed } from '../../output/question.ts'
import { narrow } from '../../select/narrow.ts'
import { parseTarget } from '../../select/target.ts'
import { inspectionPage, type InspectionPage } from './page.ts'
import { inspectionText } from './text.ts'

/** One run of `debug` or `net`. */
export interface InspectionCommand {
  readonly what: InspectionRequest['what']
  readonly operand: string
  readonly options: OptionValues<'net'>
  readonly keepsInit: boolean
  readonly isKept: boolean
  readonly io: Io
}

/** Reads the cluster, asks, looks inside, diagnoses again with what was seen, and shows both. */
export async function inspect(request: InspectionCommand): Promise<ExitStatus> {
  const { operand, options, io } = request
  const cluster = openCluster(options, operand, io)
  try {
    const { snapshot, asked } = await cluster.look()
    const target = parseTarget(operand)
    const picked = pick({
      snapshot,
      incidents: asked.incidents,
      target,
      namespace: cluster.namespace,
      container: options.container,
    })
    const plan = planFor(snapshot, picked, request.what)
    const result = await inspectOnce({ ...request, cluster, snapshot, picked, plan })
    const after = { ...snapshot, inspections: [result.inspection] }
    const page = inspectionPage({
      what: request.what,
      context: cluster.api.context,
      picked,
      result,
      plan,
      snapshot: after,
      after: incidentAfter(request, after, picked),
      leftovers: await leftovers(cluster.api, result.inspection.namespace, result.added),
    })
    await io.out(rendered(page, request))
    return page.isWell ? EXIT.nothingFound : EXIT.incidentsFound
  } finally {
    cluster.close()
  }
}

/** What is to be observed. @throws {RemedyError} without a pod; {NothingToTryError} without an address */
function planFor(
  snapshot: Snapshot,
  { pod, container }: Picked,
  what: InspectionRequest['what'],
): InspectionPlan {
  const { namespace = '', name = '' } = pod.metadata
  const plan = inspectionPlan(
    snapshot,
    { namespace, pod: name, container: container.name },
    KNOWLEDGE,
  )
  if (plan === null)
    throw new RemedyError(
      'object-gone',
      `There is no pod of ${namespace}/${name} to look inside.`,
      'It needs a pod, also one that crashes; a workload that is scaled to 0 has none.',
    )
  if (what === 'debug' || plan.addresses.length > 0) return plan
  throw new NothingToTryError({
    code: 'no-address',
    message: `Neither the log nor the settings of container ${container.name} name an address to try.`,
    next: 'Addresses in Secrets are not read. Nothing was added to the cluster.',
  })
}

/** A run whose cluster was read. */
interface Session extends InspectionCommand {
  readonly cluster: OpenCluster
  readonly snapshot: Snapshot
  readonly picked: Picked
  readonly plan: InspectionPlan
}

/** Looks once, and takes away what it added, also after Ctrl-C. @throws {RemedyError} where it was stopped before */
async function inspectOnce(session: Session): Promise<InspectionResult> {
  const { cluster, options, io } = session
  const controller = new AbortController()
  const request: InspectionRequest = {
    ...session,
    api: cluster.api,
    image: options.image ?? TOOL_IMAGE,
    suffix: suffix(),
    onProgress: (words) => cluster.line.show(cleanText(words.replace(/\s+/g, ' ')).slice(0, 120)),
    signal: controller.signal,
  }
  const approach = await approachFor(request)
  await agree(session, approach.words)
  const release = untilTwice(io, () => controller.abort())
  try {
    return await inspectContainer(request, approach)
  } catch (error) {
    if (!controller.signal.aborted) throw error
    throw new RemedyError(
      'interrupted',
      'It was stopped before it had seen anything.',
      'A copy that was made is removed; should the cluster have been out of reach, it ends by itself within five minutes.',
    )
  } finally {
    release()
    cluster.line.clear()
  }
}

/** An impatient second Ctrl-C does not keep the copy from being removed; a third one ends the program. */
function untilTwice(io: Io, stop: () => void): () => void {
  let second: (() => void) | null = null
  const first = io.onInterrupt(() => {
    io.err('\nStopping; what was added is removed first.\n')
    second ??= io.onInterrupt(() => io.err('\nStill removing it.\n'))
    stop()
  })
  return () => {
    first()
    second?.()
  }
}

/** Letters and digits that Kubernetes uses in generated names: no word comes about by chance. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const suffix = (): string =>
  [...randomBytes(5)].map((byte) => LETTERS[byte % LETTERS.length]).join('')

/** @throws {RemedyError} where nobody agrees that something is added to the cluster */
async function agree({ options, io, what }: Session, words: string): Promise<void> {
  if (options.yes) return
  io.err(cleanText(`${words}\n`))
  if (await isAgreed('Look inside?', io)) return
  throw new RemedyError(
    'interrupted',
    'Nobody said yes, so that nothing was looked at.',
    `Add --yes where there is no terminal: unloop ${what} … --yes. Nothing was added to the cluster.`,
  )
}

/** The incident of the same container, by what is known now. */
function incidentAfter(
  { operand, io }: InspectionCommand,
  snapshot: Snapshot,
  { pod, container, incident }: Picked,
): Incident | null {
  const report = diagnose(snapshot, { generatedAt: io.now().toISOString(), knowledge: KNOWLEDGE })
  const scope = {
    namespace: pod.metadata.namespace ?? null,
    targets: [parseTarget(operand)],
    selector: null,
  }
  const own = narrow(report, snapshot, scope).incidents.filter(
    (each) => each.container?.name === container.name,
  )
  return (
    own.find(({ pods }) => pods.includes(pod.metadata.name ?? '')) ??
    (incident ? (own[0] ?? null) : null)
  )
}

/** The page in the form asked for. */
function rendered(page: InspectionPage, { options, io }: InspectionCommand): string {
  const shown = clean(page)
  if (options.output === 'json') return `${JSON.stringify(shown, null, 2)}\n`
  const isColored = wantsColor({ choice: options.color, isTerminal: io.terminal.out, env: io.env })
  return inspectionText(shown, {
    width: widthOf(io.terminal.columns, 120),
    paint: isColored ? coloured : plain,
  })
}
