// A server between the command line and the API server: it passes GETs on with a service account's token and notes each.
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kubectl } from './lab.mjs'

/** @returns kubeconfig that leads through the recorder, and `requests` as `{ method, path, status }` */
export async function startRecorder(lab, token) {
  const { server, ca } = await clusterOf(lab)
  const requests = []
  const recorder = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` }
    delete headers.host
    const passed = httpsRequest(
      new URL(incoming.url, server),
      { method: incoming.method, headers, ca },
      (answer) => {
        requests.push({
          method: incoming.method,
          path: incoming.url,
          status: answer.statusCode,
          accept: headers.accept,
        })
        outgoing.writeHead(answer.statusCode, answer.headers)
        answer.pipe(outgoing)
      },
    )
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await new Promise((done) => recorder.listen(0, '127.0.0.1', done))
  const folder = mkdtempSync(join(tmpdir(), 'unloop-lab-'))
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, kubeconfigText(`http://127.0.0.1:${recorder.address().port}`), {
    mode: 0o600,
  })
  const stop = () => {
    recorder.closeAllConnections()
    recorder.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { kubeconfig, requests, stop }
}

async function clusterOf(lab) {
  const config = JSON.parse(await kubectl(lab, 'config', 'view', '--raw', '--minify', '-o', 'json'))
  const { cluster } = config.clusters[0]
  const data = cluster['certificate-authority-data']
  const ca = data ? Buffer.from(data, 'base64') : readFileSync(cluster['certificate-authority'])
  return { server: cluster.server, ca }
}

/** A namespace in the context, as somebody has it who may read only that one. */
export const kubeconfigText = (server, namespace = 'unloop-lab-rights') =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'recorded',
    contexts: [{ name: 'recorded', context: { cluster: 'recorded', user: 'recorded', namespace } }],
    clusters: [{ name: 'recorded', cluster: { server } }],
    users: [{ name: 'recorded', user: {} }],
  })
