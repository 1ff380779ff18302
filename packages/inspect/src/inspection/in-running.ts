import type { Pod } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import type { ClusterApi } from '@unloop/sources'
import { mustRead, podLog, refOf, type ObjectRef } from '@unloop/remedy/cluster'
import { RemedyError } from '@unloop/remedy/errors'
import type { Picked } from '@unloop/remedy/subject'
import { ephemeralContainer } from './ephemeral.ts'
import { parseAnswer, type Answer } from './parse.ts'
import { inspectionScript } from './script.ts'

/** Looks into a container that runs long enough to be asked. */
export interface RunningInspectionRequest {
  readonly api: ClusterApi
  readonly picked: Picked
  readonly plan: InspectionPlan
  readonly isNetworkOnly: boolean
  readonly signal: AbortSignal
}

const INSPECTION_MS = 120_000
const MAX_BYTES = 1_000_000

/** Runs the script in the container itself; null where it has no shell, or none of the programs that the script needs. */
export async function inspectRunning(request: RunningInspectionRequest): Promise<Answer | null> {
  const { api, picked, plan, isNetworkOnly, signal } = request
  const { namespace = '', name = '' } = picked.pod.metadata
  const result = await api.exec({
    namespace,
    pod: name,
    container: picked.container.name,
    command: ['sh', '-s'],
    stdin: inspectionScript({
      plan,
      tool: null,
      root: '',
      path: null,
      folder: null,
      isNetworkOnly,
    }),
    timeoutMs: INSPECTION_MS,
    maxBytes: MAX_BYTES,
    signal,
  })
  signal.throwIfAborted()
  if (result.failure !== null) return null
  const answer = parseAnswer(result.stdout, plan)
  return answer.isWhole && isTelling(answer, request) ? answer : null
}

/** A container with a shell and nothing else answers every question with "unknown". */
const isTelling = (
  { observations, user }: Answer,
  { plan, isNetworkOnly }: RunningInspectionRequest,
): boolean => {
  if (!isNetworkOnly) return user !== null
  const names = observations.filter(({ kind }) => kind === 'name')
  const ports = observations.filter((each) => each.kind === 'port' && each.state !== 'unknown')
  const wanted = plan.addresses.filter(({ port }) => port !== null)
  return names.length + ports.length > 0 && (wanted.length === 0 || ports.length > 0)
}

/** As above, from a container beside it, where the image has no shell. */
export interface EphemeralInspectionRequest extends RunningInspectionRequest {
  readonly suffix: string
  readonly image: string
  readonly isRestricted: boolean
  readonly onProgress: (words: string) => void
}

export interface EphemeralInspection {
  readonly answer: Answer
  /** Of the container that stays in the pod's record. */
  readonly name: string
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Adds a container to the running pod that looks once and ends. Nothing can take it out of the pod's record again. */
export async function inspectWithEphemeral(
  request: EphemeralInspectionRequest,
): Promise<EphemeralInspection> {
  const { api, picked, plan, isNetworkOnly, suffix, signal, onProgress } = request
  const { pod, container } = picked
  const name = `unloop-look-${suffix}`
  const script = inspectionScript({
    plan,
    // An image with a busybox on its PATH: `busybox` finds its own applets.
    tool: 'busybox',
    root: isNetworkOnly ? '' : '/proc/1/root',
    path: container.env?.find((each) => each.name === 'PATH')?.value ?? PATH,
    folder: container.workingDir ?? '/',
    isNetworkOnly,
  })
  signal.throwIfAborted()
  const added = ephemeralContainer({
    ...request,
    container,
    pod,
    name,
    script,
    isTargeted: !isNetworkOnly,
  })
  const ref = refOf(pod)
  onProgress(`Adding ${name} to ${ref.name} …`)
  await addEphemeral(api, ref, added)
  await ended(request, ref, name)
  return { name, answer: parseAnswer(await podLog(api, ref, { container: name }), plan) }
}

const addEphemeral = async (
  api: ClusterApi,
  ref: ObjectRef,
  container: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const path = `${api.pathOf('Pod', ref.namespace, ref.name) ?? ''}/ephemeralcontainers`
  const answer = await api.send({
    method: 'PATCH',
    path,
    type: 'application/strategic-merge-patch+json',
    body: { spec: { ephemeralContainers: [container] } },
  })
  if (answer.status >= 200 && answer.status < 300) return
  const said = (answer.body as { message?: string } | null)?.message ?? answer.text.slice(0, 300)
  throw new RemedyError(
    answer.status === 403 ? 'not-allowed' : 'rejected',
    `The API server takes no ephemeral container for pod ${ref.namespace}/${ref.name}: ${said}.`,
    'Nothing was added. It needs the verb patch on pods/ephemeralcontainers, Kubernetes 1.25 or newer, and what Pod Security demands.',
  )
}

interface Ephemeral {
  readonly ephemeralContainerStatuses?: readonly {
    readonly name: string
    readonly state?: {
      readonly waiting?: { readonly reason?: string; readonly message?: string }
      readonly terminated?: { readonly exitCode?: number }
    }
  }[]
}

const NOT_STARTING =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|CreateContainer\w*Error|RunContainerError)$/

const ended = async (
  { api, signal, onProgress }: EphemeralInspectionRequest,
  ref: ObjectRef,
  name: string,
): Promise<void> => {
  const begun = api.timing.now()
  for (;;) {
    signal.throwIfAborted()
    const { status } = (await mustRead(api, ref)) as Pod
    const own = (status as Ephemeral | undefined)?.ephemeralContainerStatuses?.find(
      (each) => each.name === name,
    )
    if (own?.state?.terminated) return
    const waiting = own?.state?.waiting
    if (waiting && NOT_STARTING.test(waiting.reason ?? '')) throw notStarted(ref, name, waiting)
    if (api.timing.now() - begun > INSPECTION_MS)
      throw notStarted(ref, name, { reason: `not within ${INSPECTION_MS / 1000} s` })
    onProgress(`Waiting for ${name} in ${ref.name} …`)
    await api.timing.sleep(500, signal)
  }
}

const notStarted = (
  { namespace, name: pod }: ObjectRef,
  name: string,
  { reason, message }: { readonly reason?: string; readonly message?: string },
): RemedyError =>
  new RemedyError(
    'look-failed',
    `The ephemeral container ${name} of pod ${namespace}/${pod} does not start: ${[reason, message].filter(Boolean).join(': ')}.`,
    'It stays in the record of the pod until the pod is gone. Choose an image that the cluster can pull with --image.',
  )
