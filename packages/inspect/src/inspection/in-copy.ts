import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import { isSourceError, type ClusterApi, type ExecResult } from '@unloop/sources'
import {
  createObject,
  deleteObject,
  mustRead,
  podLog,
  readObject,
  refOf,
  type ObjectRef,
} from '@unloop/remedy/cluster'
import { RemedyError } from '@unloop/remedy/errors'
import type { Picked } from '@unloop/remedy/subject'
import { podCopy, type Copy, type CopyRequest } from './copy.ts'
import { TOOL } from './marks.ts'
import { parseAnswer, type Answer } from './parse.ts'
import { END, inspectionScript } from './script.ts'
import { progressOf, stuckError } from './wait.ts'

/** Looks into a copy of the pod, whose container runs the script in place of its program. */
export interface CopyInspectionRequest {
  readonly api: ClusterApi
  readonly picked: Picked
  readonly plan: InspectionPlan
  /** Letters that make the name of the copy its own. */
  readonly suffix: string
  readonly image: string
  readonly keepsInit: boolean
  readonly isKept: boolean
  readonly needsNode: boolean
  readonly exclusiveClaims: ReadonlySet<string>
  /** False where commands may not be run in containers: the copy then runs the script by itself. */
  readonly mayExec: boolean
  readonly isNetworkOnly: boolean
  readonly onProgress: (words: string) => void
  readonly signal: AbortSignal
}

/** What a copy showed, and what became of it. */
export interface CopyInspection {
  readonly answer: Answer
  readonly copy: Copy
  readonly name: string
  readonly node: string | null
  /** The image's own shell had to do, as the tools could not be had: why. */
  readonly withoutTools: string | null
  readonly isRemoved: boolean
}

/** How long a copy may live, whatever becomes of the one who made it. */
const LIFE_SECONDS = 300
/** A copy that is kept ends by itself after an hour. */
const KEPT_SECONDS = 3600
const START_MS = 120_000
/** A node that is full now may not be so in a moment. */
const SCHEDULE_MS = 20_000
const INSPECTION_MS = 120_000
/** Of the script's output; a container that prints more is not answering the script. */
const MAX_BYTES = 1_000_000

/** Makes a copy, looks, and removes it, however that ends. The image's own shell does where the tools can't be had. */
export async function inspectInCopy(request: CopyInspectionRequest): Promise<CopyInspection> {
  try {
    return await inspectWith(request)
  } catch (error) {
    // A proxy that passes no WebSocket on: the copy can run the script by itself.
    if (!isSourceError(error) || !request.mayExec || request.signal.aborted) throw error
    return inspectWith({ ...request, mayExec: false, suffix: `${request.suffix}l` })
  }
}

/** A registry that is out of reach is no reason to see nothing: then without the tools. */
const inspectWith = async (request: CopyInspectionRequest): Promise<CopyInspection> => {
  const first = await tryWith(request, request.image)
  if (!('noTools' in first)) return first
  request.onProgress(
    `The tools of ${request.image} can't be had; the image's own shell has to do …`,
  )
  const second = await tryWith(request, null)
  if ('noTools' in second) throw stuckError(second.noTools)
  return { ...second, withoutTools: first.noTools }
}

type Tried = CopyInspection | { readonly noTools: string }

const tryWith = async (request: CopyInspectionRequest, image: string | null): Promise<Tried> => {
  const { api, isKept, onProgress, signal } = request
  const tool = image === null ? null : TOOL
  const script = scriptOf(request, tool)
  const copy = podCopy(copyRequest(request, image, request.mayExec ? null : script))
  const ref = refOf(copy.object)
  signal.throwIfAborted()
  let uid: string | undefined
  let isDone = false
  try {
    onProgress(`Making ${ref.name} …`)
    const made = await createObject(api, copy.object, { isDryRun: false })
    uid = made.object.metadata.uid
    const begun = await started(request, ref)
    if ('noTools' in begun) return begun
    onProgress(`Looking inside ${ref.name} …`)
    const answer = parseAnswer(await answerOf(request, { ref, script, tool }), request.plan)
    isDone = true
    return {
      answer: withoutEmptied(answer, request, copy),
      copy,
      name: ref.name,
      node: begun.pod.spec?.nodeName ?? null,
      withoutTools: null,
      isRemoved: isKept ? false : await removed(api, ref, uid),
    }
  } catch (error) {
    // A refusal before it was made left nothing; a lost answer may have.
    if (error instanceof RemedyError && uid === undefined) isDone = true
    throw error
  } finally {
    if (!isDone) await removed(api, ref, uid)
  }
}

const scriptOf = ({ plan, isNetworkOnly }: CopyInspectionRequest, tool: string | null): string =>
  inspectionScript({ plan, tool, root: '', path: null, folder: null, isNetworkOnly })

const copyRequest = (
  { picked, suffix, keepsInit, exclusiveClaims, needsNode, isKept }: CopyInspectionRequest,
  image: string | null,
  script: string | null,
): CopyRequest => ({
  pod: picked.pod,
  container: picked.container,
  name: `${(picked.pod.metadata.name ?? 'pod').slice(0, 40).replace(/[-.]+$/, '')}-look-${suffix}${image === null ? 'b' : ''}`,
  seconds: isKept ? KEPT_SECONDS : LIFE_SECONDS,
  image,
  keepsInit,
  exclusiveClaims,
  needsNode,
  script,
})

/** The copy once its container runs, or has ended where it runs the script by itself. */
const started = async (
  { api, picked, mayExec, onProgress, signal }: CopyInspectionRequest,
  ref: ObjectRef,
): Promise<{ readonly pod: Pod } | { readonly noTools: string }> => {
  const begun = api.timing.now()
  for (;;) {
    signal.throwIfAborted()
    const pod = (await mustRead(api, ref)) as Pod
    const progress = progressOf(pod, picked.container.name)
    const waited = api.timing.now() - begun
    switch (progress.kind) {
      case 'running':
        if (mayExec) return { pod }
        break
      case 'ended':
        if (!mayExec) return { pod }
        throw stuckError('its command ended, although it is to be held open')
      case 'no-tools':
        return { noTools: progress.why }
      case 'stuck':
        throw stuckError(progress.why)
      case 'starting':
        onProgress(`Waiting for ${ref.name}: ${progress.words} …`)
        if (waited > SCHEDULE_MS && progress.words.startsWith('no node'))
          throw stuckError(progress.words)
    }
    if (waited > START_MS) throw stuckError(`not within ${START_MS / 1000} s`)
    await api.timing.sleep(500, signal)
  }
}

interface Way {
  readonly ref: ObjectRef
  readonly script: string
  readonly tool: string | null
}

const answerOf = async (
  { api, picked, mayExec, signal }: CopyInspectionRequest,
  { ref, script, tool }: Way,
): Promise<string> => {
  const container = picked.container.name
  if (!mayExec) return podLog(api, ref, { container })
  const command = tool === null ? ['sh', '-s'] : [tool, 'sh', '-s']
  const run = (): Promise<ExecResult> =>
    api.exec({
      namespace: ref.namespace,
      pod: ref.name,
      container,
      command,
      stdin: script,
      timeoutMs: INSPECTION_MS,
      maxBytes: MAX_BYTES,
      signal,
    })
  const first = await run()
  signal.throwIfAborted()
  // A connection that broke on the way: the script changes nothing, so that it may run again.
  const isCut = first.code === null && first.failure === null && !first.stdout.includes(END)
  const result = isCut ? await run() : first
  signal.throwIfAborted()
  if (result.failure === null) return result.stdout
  throw new RemedyError(
    'look-failed',
    `No command could be run in the copy ${ref.name}: ${result.failure}.`,
    'It was removed. Try again, or choose an image with a static busybox with --image.',
  )
}

/** What lies on a volume that the copy has empty says nothing about the original. */
const withoutEmptied = (
  answer: Answer,
  { picked }: CopyInspectionRequest,
  { emptied }: Copy,
): Answer => {
  const paths = (picked.container.volumeMounts ?? []).flatMap(({ name, mountPath }) =>
    emptied.has(name) ? [mountPath.replace(/\/+$/, '')] : [],
  )
  const isOn = (path: string): boolean =>
    paths.some((base) => path === base || path.startsWith(`${base}/`))
  return {
    ...answer,
    observations: answer.observations.filter((observation) => {
      if (observation.kind === 'path' || observation.kind === 'space')
        return !isOn(observation.path)
      return (
        observation.kind !== 'program' || observation.state !== 'missing' || !isOn(observation.name)
      )
    }),
  }
}

const REMOVALS = 5

/** Gone, or on its way to be: the kubelet gives it one second. A cluster that is out of reach for a moment is asked again. */
const removed = async (
  api: ClusterApi,
  ref: ObjectRef,
  uid: string | undefined,
): Promise<boolean> => {
  for (let tries = 0; tries < REMOVALS; tries++) {
    try {
      await deleteObject(api, ref, { uid, policy: 'Background' })
      return await isGone(api, ref)
    } catch {
      await api.timing.sleep(1000)
    }
  }
  return false
}

const isGone = async (api: ClusterApi, ref: ObjectRef): Promise<boolean> => {
  for (let tries = 0; tries < 20; tries++) {
    const left: KubeObject | null = await readObject(api, ref)
    if (left === null) return true
    await api.timing.sleep(500)
  }
  return false
}
