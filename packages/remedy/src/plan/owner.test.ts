import { expect, test } from 'vitest'
import { ownersOf } from './owner.ts'

const object = (metadata: object) => ({
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
})
const limit = ['spec', 'template', 'spec', 'containers[name=web]', 'resources', 'limits', 'memory']

test('a Helm release names the value, the field and the command', () => {
  const [owner] = ownersOf(
    object({
      labels: { 'helm.sh/chart': 'web-1.2.0' },
      annotations: { 'meta.helm.sh/release-name': 'shop' },
    }),
    [limit],
  )
  expect(owner?.instead).toContain('values of release shop (chart web-1.2.0)')
  expect(owner?.instead).toContain('by resources.limits.memory in values.yaml')
})

test('kustomize names the file that it was built from', () => {
  const [owner] = ownersOf(
    object({ annotations: { 'config.kubernetes.io/origin': 'path: base/web.yaml\n' } }),
    [limit],
  )
  expect(owner?.instead).toContain('Change it in base/web.yaml')
  expect(owner?.instead).toContain('The field is spec.template.spec.containers[name=web].resources')
})

test('what puts its own state back comes first', () => {
  const owners = ownersOf(
    object({
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web' },
    }),
  )
  expect(owners.map(({ by }) => by)).toEqual(['argocd', 'helm'])
  expect(owners[0]?.reverts).toBe(true)
})
