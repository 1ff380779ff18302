import { parentPort, workerData } from 'node:worker_threads'
import { exemption, judge } from '../admission/judge.ts'
import { outcome, readReview, uidOf, type Outcome } from '../admission/review.ts'
import type { Job, WorkerSetup } from './judge-pool.ts'

// A thread of its own: an object that takes long to judge can be given up without holding up any other.
const { options, live } = workerData as WorkerSetup
// The way to the cluster takes longer to load than all the rest, and is seldom asked for.
const around =
  live === null ? null : import('../admission/look-up.ts').then(({ lookUpIn }) => lookUpIn(live))

async function answer({ body }: Job): Promise<Outcome> {
  const request = readReview(body)
  if (request === null)
    return outcome(uidOf(new TextDecoder().decode(body.subarray(0, 4096))), 'failed', {
      reason: 'undecodable',
    })
  const { object, namespace } = request
  const isAsked = around !== null && object !== null && exemption(request, options) === null
  return judge(request, options, {
    today: new Date().toISOString().slice(0, 10),
    around: isAsked ? await (await around)(object, namespace) : null,
  })
}

const port = parentPort
port?.on('message', (job: Job) => {
  answer(job)
    .catch((error: unknown) =>
      outcome(uidOf(new TextDecoder().decode(job.body.subarray(0, 4096))), 'failed', {
        reason: 'internal',
        message: error instanceof Error ? error.message : String(error),
      }),
    )
    .then((result) => port.postMessage(result))
    .catch(() => process.exit(1))
})
