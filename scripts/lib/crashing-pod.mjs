// Pods of a fake cluster that crash again and again, for benchmarks and tests of a server that watches one.

/** Milliseconds since 1970 as the API writes times. */
export const stamp = (ms) => new Date(ms).toISOString()

const STARTED_BEFORE_MS = 600_000
const RUN_MS = 5_000

/** A pod whose container `app` waits for its next start after a crash a moment ago. */
export function crashingPod({ restarts, backOff = '40s', ...pod }) {
  const now = Date.now()
  const terminated = {
    exitCode: 1,
    reason: 'Error',
    startedAt: stamp(now - RUN_MS),
    finishedAt: stamp(now),
    containerID: `containerd://${pod.name}-${restarts}`,
  }
  const state = { waiting: { reason: 'CrashLoopBackOff', message: `back-off ${backOff}` } }
  return podWith(pod, { restartCount: restarts, ready: false, state, lastState: { terminated } })
}

/** The same pod while all is well. */
export function runningPod(pod) {
  const state = { running: { startedAt: stamp(Date.now() - STARTED_BEFORE_MS) } }
  return podWith(pod, { restartCount: 0, ready: true, state })
}

function podWith({ name, namespace, node = 'node-a', owner, container = {} }, status) {
  const now = Date.now()
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      creationTimestamp: stamp(now - STARTED_BEFORE_MS),
      resourceVersion: String(now),
      ...(owner && { ownerReferences: [{ ...owner, controller: true }] }),
    },
    spec: { nodeName: node, containers: [{ name: 'app', image: 'web:1', ...container }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: status.ready ? 'True' : 'False' }],
      containerStatuses: [{ name: 'app', image: 'web:1', imageID: 'sha256:1', ...status }],
    },
  }
}
