// Single requests to the lab's API server, with the warnings that come back.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { parse } from 'yaml'

const ways = new Map()

function wayTo({ kubeconfig }) {
  const known = ways.get(kubeconfig)
  if (known) return known
  const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'))
  const [{ cluster }] = clusters
  const [{ user }] = users
  const read = (holder, name) =>
    holder[`${name}-data`]
      ? Buffer.from(holder[`${name}-data`], 'base64')
      : readFileSync(holder[name])
  const way = {
    server: cluster.server,
    agent: new Agent({
      keepAlive: true,
      ca: read(cluster, 'certificate-authority'),
      cert: read(user, 'client-certificate'),
      key: read(user, 'client-key'),
    }),
  }
  ways.set(kubeconfig, way)
  return way
}

/** @returns {Promise<{ status: number, body: any, warnings: readonly string[], seconds: number }>} */
export function send(lab, { method, path, body, type = 'application/json' }) {
  const { server, agent } = wayTo(lab)
  const started = performance.now()
  return new Promise((done, fail) => {
    const sent = request(
      `${server}${path}`,
      { method, agent, headers: { 'content-type': type, accept: 'application/json' } },
      (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () =>
          done({
            status: response.statusCode,
            body: JSON.parse(Buffer.concat(chunks).toString()),
            warnings: warningsOf(response.headers.warning ?? ''),
            seconds: (performance.now() - started) / 1000,
          }),
        )
      },
    )
    sent.on('error', fail)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** `299 - "text"`, several with commas between (RFC 7234, 5.5); quotes inside are escaped. */
const warningsOf = (header) =>
  [...header.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text.replace(/\\(.)/g, '$1'))
