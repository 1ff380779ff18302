// What `unloop collect` writes is diagnosed like the cluster at that very moment, and holds no secret.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diagnose as diagnoseSnapshot, logsWanted } from '@unloop/engine'
import { readCluster, writeCollected } from '@unloop/sources'
import { readPath } from '@unloop/sources/files'
import { apply, deleteNamespace, pause, willMake } from './lab.mjs'

const NAMESPACE = 'unloop-lab-collect'
const PASSWORD = 'correct-horse-battery-9'

const SCENE = `
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: ${NAMESPACE}}
stringData: {password: ${PASSWORD}, token: ${PASSWORD}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: app, namespace: ${NAMESPACE}}
data:
  app.properties: |
    spring.datasource.password=${PASSWORD}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: leaky, namespace: ${NAMESPACE}}
spec:
  replicas: 2
  selector: {matchLabels: {app: leaky}}
  template:
    metadata: {labels: {app: leaky}}
    spec:
      containers:
        - name: leaky
          image: docker.io/library/busybox:1.36
          imagePullPolicy: IfNotPresent
          command: [sh, -c, 'echo "connecting to postgres://app:${PASSWORD}@db:5432/shop"; echo "DB_PASSWORD=$DB_PASSWORD"; echo "FATAL: password authentication failed for user app"; exit 1']
          env:
            - {name: DB_PASSWORD, value: ${PASSWORD}}
            - {name: FROM_SECRET, valueFrom: {secretKeyRef: {name: db, key: password}}}
---
apiVersion: v1
kind: Pod
metadata: {name: keyless, namespace: ${NAMESPACE}}
spec:
  containers:
    - name: keyless
      image: docker.io/library/busybox:1.36
      imagePullPolicy: IfNotPresent
      command: [sleep, '9999']
      env:
        - {name: X, valueFrom: {secretKeyRef: {name: db, key: absent}}}
`

const essence = (snapshot) =>
  diagnoseSnapshot(snapshot, { generatedAt: '2026-01-01T00:00:00Z' }).incidents.map((incident) => ({
    id: incident.id,
    kind: incident.kind,
    nextRestartAt: incident.state.nextRestartAt,
    causes: incident.causes.map(({ id, confidence }) => `${id} ${confidence.toFixed(2)}`),
    victimOf: incident.victimOf,
  }))

async function compare(kubeconfig, scope, output) {
  const live = await readCluster({ kubeconfig, logsWanted, ...scope })
  await writeCollected(live, { output, version: 'lab' })
  const again = await readPath(output, { logsWanted })
  const [expected, actual] = [JSON.stringify(essence(live)), JSON.stringify(essence(again))]
  return {
    incidents: essence(live).length,
    equal: expected === actual,
    detail: expected === actual ? '' : `${expected} ≠ ${actual}`,
  }
}

const textOf = (archive) =>
  execFileSync('tar', ['-xzOf', archive], { maxBuffer: 1 << 28 }).toString()

/** @returns {Promise<readonly (readonly [name: string, passed: boolean, detail: string])[]>} */
export async function checkCollected(lab) {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-lab-'))
  const output = join(folder, 'collected.tar.gz')
  willMake(NAMESPACE)
  try {
    await apply(lab, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } })
    await apply(lab, SCENE)
    await pause(45)
    const one = await compare(lab.kubeconfig, { namespaces: [NAMESPACE] }, output)
    const leaks = textOf(output)
      .split('\n')
      .filter((line) => line.includes(PASSWORD))
    const all = await compare(lab.kubeconfig, {}, join(folder, 'all.tar.gz'))
    return [
      [
        `collected from a namespace, the same ${one.incidents} incidents`,
        one.equal && one.incidents >= 2,
        one.detail,
      ],
      ['collected without a secret in it', leaks.length === 0, leaks.slice(0, 3).join('\n')],
      [
        `collected from the cluster, the same ${all.incidents} incidents`,
        all.equal,
        all.detail.slice(0, 2000),
      ],
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await deleteNamespace(lab, NAMESPACE)
  }
}
