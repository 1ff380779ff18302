import type { DropJob, DropOutcome } from './job.ts'

// One thread serves all drops of a page: loading the signatures takes the most time.
let worker: Worker | null = null

/** Diagnoses in a thread; one that failed is replaced for the next time. */
export function askWorker(job: DropJob): Promise<DropOutcome> {
  worker ??= new Worker(workerAddress())
  const own = worker
  return new Promise((resolve) => {
    own.onmessage = ({ data }: MessageEvent<DropOutcome>) => resolve(data)
    own.onerror = (event) => {
      worker?.terminate()
      worker = null
      resolve({ kind: 'failed', message: event.message || 'The diagnosis could not be started.' })
    }
    own.postMessage(job)
  })
}

/** A file of the server, or, in the page that stands alone, the text that it carries. */
function workerAddress(): string {
  const named = document.querySelector<HTMLMetaElement>('meta[name="drop-worker"]')
  if (named !== null) return named.content
  const text = document.getElementById('drop-worker')?.textContent ?? ''
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}
