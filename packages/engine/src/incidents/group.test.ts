import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import type { KubeObject, OwnerReference } from '../evidence/kube.ts'
import type { Snapshot } from '../evidence/snapshot.ts'

const pod = (name: string, owner?: OwnerReference): KubeObject => ({
  kind: 'Pod',
  metadata: { name, ...(owner === undefined ? {} : { ownerReferences: [owner] }) },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: '',
        ready: false,
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
      },
    ],
  },
})

const paste = (names: readonly string[], owner?: OwnerReference): Snapshot => ({
  source: { kind: 'text', name: 'paste', capturedAt: null },
  objects: names.map((name) => ({
    object: pod(name, owner),
    origin: { source: 'paste' },
    partial: true,
  })),
  logs: [
    {
      namespace: null,
      pod: names[0] ?? null,
      container: null,
      run: 'unknown',
      origin: { source: 'paste' },
      text: 'exec /start.sh: no such file or directory',
    },
  ],
  samples: [],
  gaps: [],
})

const podsOf = (snapshot: Snapshot): readonly (readonly string[])[] =>
  diagnose(snapshot, { generatedAt: '2026-01-01T00:00:00Z', knowledge: KNOWLEDGE }).incidents.map(
    ({ pods }) => pods,
  )

test('pods of one workload in a paste share the one log that was pasted', () => {
  const daemons = { kind: 'DaemonSet', name: 'lxcfs', controller: true }
  const lxcfs = ['lxcfs-2b2b2', 'lxcfs-6n6n6']
  expect(podsOf(paste(lxcfs, daemons))).toEqual([lxcfs])
  const replicas = { kind: 'ReplicaSet', name: 'web-7d9f8b6c5', controller: true }
  expect(podsOf(paste(['web-7d9f8b6c5-h2m8q', 'web-7d9f8b6c5-zz8vq'], replicas))).toHaveLength(1)
})

test('pods of other workloads stay apart', () => {
  expect(podsOf(paste(['lxcfs-2b2b2', 'agent-6n6n6']))).toHaveLength(2)
  expect(podsOf(paste(['db-0', 'db-1']))).toHaveLength(2)
})
