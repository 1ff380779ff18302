import { expect, test } from 'vitest'
import type { KubeObject } from '../evidence/kube.ts'
import { crashed, verdictOf } from '../testing/cause-cases.ts'

const denial = (verb: string) =>
  `deployments.apps "x" is forbidden: User "system:serviceaccount:shop:default" cannot ${verb} resource "deployments" in API group "apps" in the namespace "shop"\n`

const role = (verbs: readonly string[], resources = ['deployments']): KubeObject => ({
  kind: 'Role',
  metadata: { name: 'keeper', namespace: 'shop' },
  rules: [{ apiGroups: ['apps'], resources, verbs }],
})

const binding = (account: string): KubeObject => ({
  kind: 'RoleBinding',
  metadata: { name: 'keeper', namespace: 'shop' },
  roleRef: { kind: 'Role', name: 'keeper' },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'shop' }],
})

const scene = (verb: string, objects: readonly KubeObject[]) =>
  verdictOf({ status: crashed(1), log: denial(verb), objects })

test('a verb that the bound Role lacks is added to it', () => {
  const verdict = scene('patch', [role(['get', 'list']), binding('default')])
  expect(verdict.cause).toBe('rbac-forbidden')
  expect(verdict.fixes[0]?.patch?.body).toEqual([
    { op: 'add', path: '/rules/0/verbs/-', value: 'patch' },
  ])
})

test('a Role that fits is bound', () => {
  const verdict = scene('list', [role(['get', 'list']), binding('other')])
  expect(verdict.fixes[0]?.commands[0]).toBe(
    'kubectl create rolebinding keeper-default --role=keeper --serviceaccount=shop:default -n shop',
  )
})

test('a rule is added where the Role does not cover the resource', () => {
  const verdict = scene('list', [role(['get'], ['pods']), binding('default')])
  expect(verdict.fixes[0]?.patch?.body).toEqual([
    {
      op: 'add',
      path: '/rules/-',
      value: { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch'] },
    },
  ])
})

test('without Roles at hand the least new one is given', () => {
  const verdict = scene('patch', [])
  expect(verdict.fixes[0]?.commands).toContain(
    'kubectl create role web --verb=patch --resource=deployments.apps -n shop',
  )
})

test('the message of old API servers', () => {
  const log =
    '403 Forbidden (User "system:serviceaccount:shop:default" cannot list pods at the cluster scope.)\n'
  expect(verdictOf({ status: crashed(1), log }).title).toBe(
    'ServiceAccount shop/default may not list pods in the whole cluster',
  )
})

test('a token that is not mounted is no network fault', () => {
  const log =
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n'
  const verdict = verdictOf({
    status: crashed(1),
    log,
    pod: { automountServiceAccountToken: false },
  })
  expect(verdict.cause).toBe('service-account-token')
  expect(verdict.fixes[0]?.patch?.body).toEqual({
    spec: { template: { spec: { automountServiceAccountToken: true } } },
  })
})

test('near miss: localhost:8080 with a token mounted is something else', () => {
  const log = 'dial tcp 127.0.0.1:8080: connect: connection refused\n'
  const volumeMounts = [
    { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
  ]
  const pod = { volumes: [{ name: 'token', projected: {} }] }
  expect(verdictOf({ status: crashed(1), log, container: { volumeMounts }, pod }).cause).not.toBe(
    'service-account-token',
  )
})
