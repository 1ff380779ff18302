// What stands before the server in `npm run bench:web`: some of its answers are made here, all else is passed on.
import { createServer, request } from 'node:http'

/** Answers by `answers` (path → handler of a request and its response), else by the server at `url`. Gives its own address. */
export async function frontOf(url, answers) {
  const { hostname, port } = new URL(url)
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url, url)
    const own = Object.entries(answers).find(([path]) => pathname === path)?.[1]
    if (own !== undefined) return own(incoming, response)
    const headers = { ...incoming.headers, host: `${hostname}:${port}` }
    const passed = request({ hostname, port, path: incoming.url, method: incoming.method, headers })
    passed.on('response', (answer) => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    return incoming.pipe(passed)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function json(value) {
  const text = JSON.stringify(value)
  return (_incoming, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
}

/** Incidents such as the server lists, so many. */
export function manyIncidents(count, [sample]) {
  return Array.from({ length: count }, (_, index) => ({
    ...sample,
    id: index.toString(16).padStart(16, '0'),
    namespace: `team-${index % 40}`,
    workload: `service-${index}`,
    title: `Service number ${index} does not answer: ${index % 7} of its pods are gone`,
    crashes: index % 90,
  }))
}

/** A live tail that sends so many lines a second, as the server writes them. */
export function tailOf(perSecond, { namespace, pod, container }) {
  const TURNS = 20
  return (_incoming, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    let sent = 0
    const timer = setInterval(() => {
      const events = Array.from({ length: perSecond / TURNS }, () => {
        sent++
        const line = {
          ts: new Date().toISOString(),
          cluster: '',
          namespace,
          pod,
          container,
          run: 9,
          stream: 'stdout',
          severity: 0,
          body: `INFO request ${sent} GET /api/orders/${sent % 500} took ${sent % 400} ms`,
          trace_id: '',
          attributes: {},
        }
        return `event: log\nid: ${sent}\ndata: ${JSON.stringify(line)}\n\n`
      })
      response.write(events.join(''))
    }, 1_000 / TURNS)
    response.on('close', () => clearInterval(timer))
  }
}
