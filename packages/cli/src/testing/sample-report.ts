import { sh } from '@unloop/engine/commands'
import type { Incident, RankedCause, Report } from '@unloop/engine/report'

/** Reports for tests of renderers: every field is filled somewhere, and every optional one is absent somewhere. */

export function sampleCause(over: Partial<RankedCause> = {}): RankedCause {
  return {
    id: 'env-missing',
    branch: 'app',
    confidence: 0.94,
    score: 82,
    title: 'DATABASE_URL is not set',
    explanation:
      'The program needs DATABASE_URL and ends without it. Revision 12 dropped it from the pod template.',
    evidence: [
      {
        kind: 'log',
        source: 'logs/shop/checkout-5b8c/api.previous.log',
        line: 41,
        at: '2026-11-20T09:28:10Z',
        excerpt: "KeyError: 'DATABASE_URL'",
      },
      { kind: 'status', source: 'objects.json', field: 'exitCode', excerpt: '"exitCode": 1' },
      { kind: 'spec', source: 'objects.json', excerpt: '"name": "LOG_LEVEL"' },
    ],
    ...over,
  }
}

/** A crash loop with a fix, a rival and a victim. */
export function sampleIncident(over: Partial<Incident> = {}): Incident {
  return {
    id: 'f3a9',
    kind: 'crash-loop',
    namespace: 'shop',
    workload: { kind: 'Deployment', name: 'checkout' },
    container: { name: 'api', role: 'main' },
    pods: ['checkout-5b8c-1', 'checkout-5b8c-2'],
    state: {
      reason: 'CrashLoopBackOff',
      exitCode: 1,
      signal: null,
      restarts: 7,
      lastExitAt: '2026-11-20T09:28:10Z',
      nextRestartAt: '2026-11-20T09:32:50Z',
      backoffSeconds: 300,
    },
    since: '2026-11-20T09:12:00Z',
    causes: [
      sampleCause({ distinguish: 'Print the environment of the container.' }),
      sampleCause({
        id: 'dns-failure',
        branch: 'network-deps',
        confidence: 0.5,
        title: 'db does not resolve',
      }),
      sampleCause({
        id: 'tls-cert',
        branch: 'network-deps',
        confidence: 0.02,
        title: 'The certificate is expired',
      }),
    ],
    victimOf: null,
    victims: ['77aa'],
    change: {
      at: '2026-11-20T09:11:58Z',
      what: 'image 1.8.1 → 1.8.2; env DATABASE_URL removed',
      revision: '12',
      previous: '11',
    },
    fixes: [
      {
        id: 'env-missing/set',
        title: 'Set DATABASE_URL',
        where: 'manifest',
        risk: 'low',
        commands: [sh`kubectl -n shop set env deploy/checkout DATABASE_URL=postgres://db/shop`],
        patch: null,
        verify: 'Restarts stay level for ten minutes.',
      },
      {
        id: 'rollout-undo',
        title: 'Go back to revision 11',
        where: 'manifest',
        risk: 'medium',
        commands: [],
        patch: {
          target: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
          type: 'merge',
          body: { spec: { template: { metadata: { annotations: { note: "it's" } } } } },
        },
        verify: '',
      },
    ],
    collect: [
      {
        why: 'The log of the run before would tell.',
        command: sh`kubectl -n shop logs checkout-5b8c-1 --previous`,
      },
    ],
    ...over,
  }
}

/** An incident that follows from that one. */
export function sampleVictim(over: Partial<Incident> = {}): Incident {
  return sampleIncident({
    id: '77aa',
    workload: { kind: 'StatefulSet', name: 'web' },
    container: { name: 'migrate', role: 'init' },
    pods: ['web-0'],
    causes: [
      sampleCause({
        id: 'dependency-unreachable',
        branch: 'network-deps',
        title: 'checkout refuses',
      }),
    ],
    victimOf: 'f3a9',
    victims: [],
    change: null,
    since: null,
    fixes: [],
    collect: [],
    ...over,
  })
}

/** Both in one report, with a gap. */
export function sampleReport(over: Partial<Report> = {}): Report {
  return {
    schema: 'unloop/report@1',
    generatedAt: '2026-11-20T09:31:00Z',
    source: { kind: 'dump', name: 'cluster-dump', capturedAt: '2026-11-20T09:30:00Z' },
    incidents: [sampleIncident(), sampleVictim()],
    scanned: { pods: 41, containers: 58 },
    gaps: ['Events could not be listed (forbidden): they would tell which probe failed.'],
    ...over,
  }
}
