import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { KubeObject } from '@unloop/engine/evidence'
import { ClusterRelay } from '@unloop/sources'
import { startFakeApi, type FakeApi } from '../../../sources/src/testing/fake-api.ts'
import {
  kubeconfigText,
  testFolder,
  type TestFolder,
} from '../../../sources/src/testing/kubeconfig.ts'
import { startServer, type RunningServer } from '../testing/running-server.ts'
import { runAgent } from './agent.ts'
import { refusedPath } from './allowed.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const stamp = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString()
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', uid: 'uid-1', creationTimestamp: stamp(600) },
  spec: { containers: [{ name: 'app', image: 'web:1' }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'app',
        restartCount: 4,
        ready: false,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: {
            exitCode: 1,
            reason: 'Error',
            startedAt: stamp(120),
            finishedAt: stamp(100),
            containerID: 'containerd://4',
          },
        },
      },
    ],
  },
} as unknown as KubeObject
const log = `${stamp(101)} Error: connect ECONNREFUSED 10.0.0.9:5432\n`
const TOKEN = 'sending-sending-sending'
const READ = 'reading-reading-reading'

let api: FakeApi
let folder: TestFolder
let running: RunningServer
let relay: ClusterRelay

beforeAll(async () => {
  api = await startFakeApi({
    objects: [pod],
    logs: { 'shop/web-1/app?previous': log, 'shop/web-1/app': log },
    date: new Date().toUTCString(),
  })
  folder = testFolder()
  const kubeconfig = folder.write('config', kubeconfigText({ server: api.url }))
  relay = new ClusterRelay({ kubeconfig, env: {} })
  running = await startServer({
    agents: ['edge'],
    tokens: [
      { role: 'ingest', token: TOKEN },
      { role: 'read', token: READ },
    ],
  })
})

afterAll(async () => {
  await running.close()
  relay.close()
  await api.close()
  folder.remove()
})

/** An agent with what it says, until it is stopped. */
function agent(given: { readonly cluster?: string; readonly token?: string } = {}) {
  const stop = new AbortController()
  const lines: string[] = []
  const { cluster = 'edge', token = TOKEN } = given
  const options = {
    server: running.url,
    token: () => token,
    cluster,
    relay,
    log: (line: string) => lines.push(line),
  }
  const ended = runAgent(options, stop.signal)
  return {
    lines,
    stop: async () => {
      stop.abort()
      await ended
    },
  }
}

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 90_000, interval: 200 })

async function ask(path: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${READ}` }
  const answer = await fetch(`${running.url}/api/unloop/v1/${path}`, { headers })
  return (await answer.json()) as Record<string, unknown>
}

describe('an agent', () => {
  it('lets the server watch its cluster, diagnose it, and keep it under its name', async () => {
    const edge = agent()
    await eventually(async () => {
      const { incidents } = await ask('incidents?state=open')
      expect(incidents).toMatchObject([{ cluster: 'edge', namespace: 'shop', workload: 'web-1' }])
      const { records } = await ask('logs?cluster=edge')
      expect(JSON.stringify(records)).toContain('ECONNREFUSED')
    })
    expect(api.requests.some(({ query }) => query.has('watch'))).toBe(true)
    expect(edge.lines[0]).toBe(`Connected to ${running.url} as edge.`)
    await edge.stop()
    await eventually(() => expect(running.lines.join('\n')).toContain('The agent of edge is gone'))
    const again = agent()
    await eventually(() => expect(again.lines.join('\n')).toContain('Connected'))
    await again.stop()
  })

  it('is refused with a token that may not send, and under a name that nobody expects', async () => {
    const wrong = agent({ token: READ })
    const unknown = agent({ cluster: 'other' })
    await eventually(() => {
      expect(wrong.lines.join('\n')).toContain('refuses this agent (status 401)')
      expect(unknown.lines.join('\n')).toContain('refuses this agent (status 404)')
      expect(unknown.lines.join('\n')).toContain('--agent')
    })
    await Promise.all([wrong.stop(), unknown.stop()])
  })
})

describe('what a server may ask by way of an agent', () => {
  const JSON_TYPE = 'application/json'
  const METADATA = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

  it('is what a diagnosis reads', () => {
    for (const path of [
      '/version',
      '/api/v1/pods?limit=500&continue=x',
      '/apis/apps/v1/namespaces/shop/deployments',
      '/api/v1/namespaces/shop/pods/web-1/log?container=app&previous=true',
      '/api/v1/nodes/node-a/proxy/metrics/cadvisor',
      '/api/v1/namespaces/kube-system/services/kube-state-metrics:8080/proxy/metrics',
    ])
      expect(refusedPath(path, JSON_TYPE), path).toBeNull()
    expect(refusedPath('/api/v1/secrets?limit=500', METADATA)).toBeNull()
  })

  it('is nothing that does more than read, and no value of a Secret', () => {
    for (const path of [
      '/api/v1/namespaces/shop/pods/web-1/exec?command=sh',
      '/api/v1/namespaces/shop/pods/web-1/attach',
      '/api/v1/namespaces/shop/pods/web-1/portforward',
      '/api/v1/nodes/node-a/proxy/exec/shop/web-1/app',
      '/api/v1/nodes/node-a/proxy/metrics/../exec',
      '/api/v1/namespaces/shop/services/web/proxy/admin',
      '/api/v1/namespaces/shop/secrets/keys',
      '/api/v1/namespaces/shop/%73ecrets/keys',
      '//evil.example/api',
      '/metrics',
      '/logs/',
    ])
      expect(refusedPath(path, JSON_TYPE), path).not.toBeNull()
    expect(refusedPath('/api/v1/secrets', `${METADATA}, ${JSON_TYPE}`)).not.toBeNull()
  })
})
