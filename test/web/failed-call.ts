import { HOSTILE, type Place } from './hostile.ts'

const FAILED = 2

/** Sends a trace of a pod: a request, and a call of it to another service that failed with a hostile message. */
export async function sendFailedCall(url: string, place: Place): Promise<void> {
  const answer = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [resourceSpans(place, Date.now())] }),
  })
  if (!answer.ok) throw new Error(`The server did not take the trace: ${answer.status}`)
}

function resourceSpans({ namespace, pod, container }: Place, nowMs: number) {
  const nano = (ms: number): string => String(BigInt(ms) * 1_000_000n)
  const shared = { traceId: '0af7651916cd43dd8448eb211c80319c', kind: 3 }
  return {
    resource: {
      attributes: [
        attribute('service.name', 'loyalty-api'),
        attribute('k8s.namespace.name', namespace),
        attribute('k8s.pod.name', pod),
        attribute('k8s.container.name', container),
      ],
    },
    scopeSpans: [
      {
        spans: [
          {
            ...shared,
            spanId: 'b7ad6b7169203331',
            name: 'GET /points',
            startTimeUnixNano: nano(nowMs - 100),
            endTimeUnixNano: nano(nowMs),
            status: { code: FAILED },
          },
          {
            ...shared,
            spanId: 'b7ad6b7169203332',
            parentSpanId: 'b7ad6b7169203331',
            name: 'SELECT points',
            startTimeUnixNano: nano(nowMs - 90),
            endTimeUnixNano: nano(nowMs - 10),
            status: { code: FAILED, message: `connection refused ${HOSTILE[1]}` },
          },
        ],
      },
    ],
  }
}

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } })
