const ESC = '\u001B'

/** What a program, an event or a name may hold to have a page or a terminal obey it; each would set `owned`. */
export const HOSTILE = [
  '<script>window.owned=1</script>',
  '<img src=x onerror="window.owned=1">',
  '"><svg onload="window.owned=1">',
  "'-(window.owned=1)-'",
  '</pre></code><iframe srcdoc="<script>parent.owned=1</script>">',
  '[a link](javascript:window.owned=1)',
  '{{constructor.constructor("window.owned=1")()}}',
  `${ESC}]0;owned\u0007${ESC}]8;;javascript:window.owned=1${ESC}\\here${ESC}]8;;${ESC}\\`,
  `${ESC}[2J${ESC}[H\u0000\u0008\u009B31mred\u202Edesrever`,
] as const

export interface Place {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

/** Sends each as a line of a place, and as a name with a line of its own, which no API server would take. */
export async function sendHostileWords(url: string, place: Place): Promise<void> {
  const named = HOSTILE.map((text) => ({ namespace: text, pod: text, container: text }))
  const resourceLogs = [place, ...named].map(({ namespace, pod, container }) => ({
    resource: {
      attributes: [
        attribute('k8s.namespace.name', namespace),
        attribute('k8s.pod.name', pod),
        attribute('k8s.container.name', container),
      ],
    },
    scopeLogs: [{ logRecords: HOSTILE.map(record) }],
  }))
  const answer = await fetch(`${url}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceLogs }),
  })
  if (!answer.ok) throw new Error(`The server did not take the lines: ${answer.status}`)
}

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } })

const record = (stringValue: string) => ({
  timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
  body: { stringValue },
})
