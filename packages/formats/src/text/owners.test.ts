import { expect, test } from 'vitest'
import type { Pod } from '@unloop/engine/evidence'
import { snapshotFromText } from './from-text.ts'

const ownersIn = (rows: string): readonly string[] =>
  snapshotFromText(`NAME  READY  STATUS  RESTARTS  AGE\n${rows}`, 'paste').objects.map(
    ({ object }) => {
      const [owner] = (object as Pod).metadata.ownerReferences ?? []
      return owner === undefined ? 'none' : `${owner.kind}/${owner.name}`
    },
  )

test.each([
  [
    'a template hash and five letters',
    'web-7d9f8b6c5-h2m8q  1/1  Running  0  3d',
    'ReplicaSet/web-7d9f8b6c5',
  ],
  [
    'a hash that somebody made up',
    'web-0a1b2c3d4-aaaaa  1/1  Running  0  3d',
    'ReplicaSet/web-0a1b2c3d4',
  ],
  ['an ordinal', 'postgres-12  1/1  Running  0  3d', 'StatefulSet/postgres'],
  ['the minute of a run', 'report-29721363-khndb  0/1  Error  0  3h', 'Job/report-29721363'],
  [
    'a pod that ended for good',
    'helm-install-traefik-x7k2p  0/1  Completed  1 (60d ago)  60d',
    'Job/helm-install-traefik',
  ],
  ['a static pod', 'kube-apiserver-master-1  1/1  Running  3 (9d ago)  90d', 'none'],
  ['a word', 'debug-shell  1/1  Running  0  3d', 'none'],
  ['a lone pod of five letters', 'agent-x2x2k  0/1  CrashLoopBackOff  3  3d', 'none'],
])('owner by name: %s', (_, row, owner) => {
  expect(ownersIn(row)).toEqual([owner])
})

test('pods of one name on several nodes are those of a DaemonSet', () => {
  const rows = 'agent-x2x2k  1/1  Running  0  3d\nagent-zz7vq  1/1  Running  0  3d'
  expect(ownersIn(rows)).toEqual(['DaemonSet/agent', 'DaemonSet/agent'])
})

test('what a controller says that it made is known', () => {
  const text = `kubectl get pods
NAME  READY  STATUS  RESTARTS  AGE
agent-x2x2k  0/1  CrashLoopBackOff  3  3d

LAST SEEN   TYPE     REASON             OBJECT            MESSAGE
5m          Normal   SuccessfulCreate   daemonset/agent   Created pod: agent-x2x2k`
  const pod = snapshotFromText(text, 'paste').objects.find(({ object }) => object.kind === 'Pod')
  expect(pod?.object.metadata.ownerReferences).toEqual([
    { kind: 'DaemonSet', name: 'agent', controller: true },
  ])
})

// Older kubectl does not say when the last restart was.
test.each([
  ['a Job', 'helm-install-dashboard-z9w4d  0/1  Completed  1  19m', 'Succeeded'],
  ['a loop of short runs', 'busybox  0/1  Completed  8  21m', undefined],
  ['a pod that was just started', 'busybox  0/1  Completed  1  2m', undefined],
  ['of a ReplicaSet', 'web-7d9f8b6c5-h2m8q  0/1  Completed  1  19m', undefined],
])('a finished Job has fewer restarts than a loop of its age: %s', (_, row, phase) => {
  const { objects } = snapshotFromText(`NAME  READY  STATUS  RESTARTS  AGE\n${row}`, 'paste')
  const [pod] = objects.map(({ object }) => object as Pod)
  expect(pod?.status?.phase).toBe(phase)
})
