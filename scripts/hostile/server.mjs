// API servers that send without an end, far too much, or what is no answer.
import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

let count = 0
const item = (kind) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: `web-${count++}`, namespace: 'shop', annotations: { note: 'x'.repeat(500) } },
  ...(kind === 'Pod' ? crashing() : {}),
})
const crashing = () => ({
  spec: { containers: [{ name: 'api', image: 'web:1' }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'api',
        restartCount: 9,
        ready: false,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      },
    ],
  },
})
const list = (metadata, many, kind = 'Thing') =>
  JSON.stringify({ kind: 'List', metadata, items: Array.from({ length: many }, () => item(kind)) })

/** Writes a piece again and again, as fast as it is taken. */
const pour = (response, piece) => {
  response.on('error', () => {})
  const more = () => {
    while (!response.destroyed) if (!response.write(piece)) return response.once('drain', more)
  }
  more()
}
const pods = (path) => path.endsWith('/pods')
const isLog = (path) => path.endsWith('/log')
const few = (response, path) => response.end(list({}, pods(path) ? 40 : 0, 'Pod'))

/** Each answers one request. */
export const ANSWERS = {
  'ever new pages': (response) => response.end(list({ continue: `t${count}` }, 500)),
  'the same page': (response) => response.end(list({ continue: 'same' }, 500)),
  'expired pages': (response, path, query) => {
    if (query.has('continue')) response.statusCode = 410
    response.end(query.has('continue') ? '{}' : list({ continue: 't' }, 500))
  },
  'a countdown in every list': (response, path, query) => {
    const left = Number(query.get('continue') ?? 149_500) - 500
    const metadata = left > 0 ? { continue: String(left), remainingItemCount: left } : {}
    response.end(list(metadata, 500))
  },
  'a body without an end': (response) =>
    pour(response, `{"items":[${'{"metadata":{}},'.repeat(4000)}`),
  'nothing at all': () => {},
  'a drop at a time': (response) => {
    const timer = setInterval(() => response.write(' '), 200)
    response.on('close', () => clearInterval(timer))
  },
  'short lines of logs without an end': (response, path) =>
    isLog(path) ? pour(response, 'ERROR x\n'.repeat(8000)) : few(response, path),
  'long lines of logs without an end': (response, path) =>
    isLog(path) ? pour(response, 'x'.repeat(64_000)) : few(response, path),
  'a drop of a log at a time': (response, path) => {
    if (!isLog(path)) return few(response, path)
    const timer = setInterval(() => response.write('x'), 200)
    response.on('close', () => clearInterval(timer))
  },
  'errors for logs': (response, path) => {
    if (!isLog(path)) return few(response, path)
    response.statusCode = 500
    response.end('{}')
  },
  'deep nesting': (response) => response.end(`{"items":${'['.repeat(2_000_000)}`),
  'a bomb of small values': (response) => response.end(`{"items":[${'[],'.repeat(3_000_000)}0]}`),
  'a page of HTML': (response) => response.end('<html>'.repeat(100_000)),
}

/** A server that answers so, and a kubeconfig that names it. */
export async function hostileServer(folder, answer) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x')
    response.on('error', () => {})
    response.setHeader('Content-Type', 'application/json')
    answer(response, pathname, searchParams)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const kubeconfig = join(folder, 'kubeconfig')
  const cluster = { server: `http://127.0.0.1:${server.address().port}` }
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': 'x',
      contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
      clusters: [{ name: 'x', cluster }],
      users: [{ name: 'x', user: { token: 'x' } }],
    }),
  )
  return {
    kubeconfig,
    end: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
