import type { Fix } from '@unloop/engine/report'
import { expect, it } from 'vitest'
import { openAsks } from './answers.ts'
import { asSecrets } from './secret-values.ts'

const envFix = (secret: boolean): Fix => ({
  id: 'env-missing/set',
  title: '',
  where: 'manifest',
  risk: 'low',
  commands: [],
  verify: '',
  asks: [{ name: 'A', placeholder: '<A>', what: 'A', secret }],
  patch: {
    target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    type: 'strategic',
    body: {
      spec: {
        template: { spec: { containers: [{ name: 'web', env: [{ name: 'A', value: '<A>' }] }] } },
      },
    },
  },
})

it('a secret value goes into a Secret, which the template refers to', () => {
  const made = asSecrets(envFix(true), [['<A>', 'hush']])
  expect(JSON.stringify(made.patch)).toContain('"secretKeyRef":{"name":"web-settings","key":"A"}')
  expect(made.create?.[0]).toMatchObject({ kind: 'Secret', stringData: { A: '<A>' } })
})

it('an address with a login is secret whatever it is called', () => {
  const made = asSecrets(envFix(false), [['<A>', 'postgres://app:hush@db/app']])
  expect(made.create).toHaveLength(1)
})

it('what is no secret stays in the template', () => {
  expect(asSecrets(envFix(false), [['<A>', 'orders']]).create).toBeUndefined()
})

it('a Secret without known keys is asked for, and never made empty', () => {
  const empty: Fix = {
    ...envFix(false),
    asks: [],
    create: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, stringData: {} }],
  }
  expect(openAsks(empty, {}).map(({ name }) => name)).toEqual(['KEY'])
  expect(openAsks(empty, { token: '' }).map(({ name }) => name)).toEqual(['KEY'])
  expect(openAsks(empty, { token: 'x' })).toEqual([])
})
