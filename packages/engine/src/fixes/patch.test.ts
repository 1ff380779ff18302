import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { expect, test } from 'vitest'
import { Inventory } from '../evidence/inventory.ts'
import { judgeAll } from '../diagnose.ts'
import { crashed, snapshotOf } from '../testing/cause-cases.ts'
import type { CaseFile } from '../case/case-file.ts'
import { shellQuote } from '../commands/shell-quote.ts'
import { inContainer, kubectl, patchCommand, previousLog, rolloutUndo } from './commands.ts'
import { containerPatch, mountPatch, podPatch } from './patch.ts'

const fileOf = (kind: string, container = 'api'): CaseFile => {
  const snapshot = snapshotOf({ status: crashed(1), before: {} })
  const file = judgeAll(new Inventory(snapshot), KNOWLEDGE)[0]?.file
  if (!file) throw new Error('nothing fails')
  const failing = {
    ...file.failing,
    workload: { ...file.failing.workload, kind, name: 'web' },
    container: { name: container, role: 'main' },
  }
  return Object.assign(Object.create(Object.getPrototypeOf(file) as object) as CaseFile, file, {
    failing,
  })
}

test('each kind has its template at its own place', () => {
  expect(podPatch(fileOf('Deployment'), { a: 1 })?.body).toEqual({
    spec: { template: { spec: { a: 1 } } },
  })
  expect(podPatch(fileOf('CronJob'), { a: 1 })?.body).toEqual({
    spec: { jobTemplate: { spec: { template: { spec: { a: 1 } } } } },
  })
  expect(podPatch(fileOf('Pod'), { a: 1 })?.body).toEqual({ spec: { a: 1 } })
  expect(podPatch(fileOf('Prometheus'), { a: 1 })).toBeNull()
})

test('pods and Jobs are replaced, the others patched', () => {
  const command = (kind: string): string => {
    const patch = containerPatch(fileOf(kind), { image: 'x' })
    return patch ? patchCommand(patch) : ''
  }
  expect(command('Deployment')).toBe(
    `kubectl patch deployment web -n shop --type strategic -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","image":"x"}]}}}}'`,
  )
  expect(command('Job')).toContain('kubectl replace --force -f -')
})

test('words are quoted for a shell, and the namespace stands before the inner command', () => {
  expect(shellQuote("it's")).toBe(String.raw`'it'\''s'`)
  expect(kubectl(fileOf('Deployment'), 'exec', 'web-1', '--', 'sh', '-c', 'id; ls')).toBe(
    "kubectl exec web-1 -n shop -- sh -c 'id; ls'",
  )
})

test('the emergency fix goes back to the revision before', () => {
  expect(rolloutUndo(fileOf('Deployment'))?.commands).toEqual([
    'kubectl rollout undo deploy/web --to-revision=1 -n shop',
  ])
})

test('a container without a name is left to kubectl', () => {
  expect(inContainer(fileOf('Deployment'), '--container')).toEqual(['--container', 'api'])
  expect(inContainer(fileOf('Deployment', ''))).toEqual([])
  expect(kubectl(fileOf('Deployment', ''), ...previousLog(fileOf('Deployment', '')))).not.toMatch(
    /-c|''/,
  )
})

test('a new volume is mounted into the list that the container stands in', () => {
  const mount = {
    name: 'scratch',
    source: { emptyDir: {} },
    mountPath: '/tmp/a',
    readOnly: true,
  } as const
  const sidecar = fileOf('Pod')
  const file = Object.assign(sidecar, {
    failing: { ...sidecar.failing, specField: 'spec.initContainers[0]' },
  })
  expect(mountPatch(file, [mount])?.body).toEqual({
    spec: {
      volumes: [{ name: 'scratch', emptyDir: {} }],
      initContainers: [
        {
          name: 'api',
          volumeMounts: [{ name: 'scratch', mountPath: '/tmp/a', readOnly: true }],
        },
      ],
    },
  })
  expect(mountPatch(fileOf('Pod', ''), [mount])).toBeNull()
})
