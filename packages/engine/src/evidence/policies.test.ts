import { describe, expect, it } from 'vitest'
import { pod, snapshot } from '../testing/build.ts'
import { Inventory } from './inventory.ts'
import type { KubeObject } from './kube.ts'
import { blockingPolicies, type PolicyQuestion } from './policies.ts'

const web = pod({ name: 'web', labels: { app: 'web' } })
const db = pod({ name: 'db', labels: { app: 'db' } })

const policy = (spec: object): KubeObject => ({
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec,
})

const blocked = (spec: object, question: Partial<PolicyQuestion> = {}): boolean => {
  const inventory = new Inventory(snapshot([web, db, policy(spec)]))
  const asked: PolicyQuestion = {
    direction: 'egress',
    pod: web,
    other: { pod: db, ip: '10.0.0.9' },
    port: 5432,
    protocol: 'TCP',
    ...question,
  }
  return blockingPolicies(inventory, asked).length > 0
}

describe('NetworkPolicy', () => {
  it('blocks everything out of an isolated pod', () => {
    expect(blocked({ podSelector: {}, policyTypes: ['Egress'] })).toBe(true)
  })

  it('leaves pods alone that it does not select, and directions that it does not name', () => {
    expect(
      blocked({ podSelector: { matchLabels: { app: 'other' } }, policyTypes: ['Egress'] }),
    ).toBe(false)
    expect(blocked({ podSelector: {}, policyTypes: ['Ingress'] })).toBe(false)
    expect(
      blocked(
        { podSelector: {} },
        { direction: 'ingress', pod: db, other: { pod: web, ip: null } },
      ),
    ).toBe(true)
  })

  it('adds rules up and heeds ports, ranges and protocols', () => {
    const to = (ports: object[]) => ({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports }],
    })
    expect(blocked(to([{ port: 5432 }]))).toBe(false)
    expect(blocked(to([{ port: 5000, endPort: 6000 }]))).toBe(false)
    expect(blocked(to([{ port: 6379 }]))).toBe(true)
    expect(blocked(to([{ port: 5432, protocol: 'UDP' }]))).toBe(true)
  })

  it('reads selectors of namespaces, expressions and address blocks', () => {
    const egress = (peer: object) => ({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [peer] }],
    })
    expect(
      blocked(
        egress({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }),
      ),
    ).toBe(false)
    expect(
      blocked(
        egress({
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        }),
      ),
    ).toBe(true)
    expect(
      blocked(
        egress({
          podSelector: {
            matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'cache'] }],
          },
        }),
      ),
    ).toBe(false)
    expect(blocked(egress({ ipBlock: { cidr: '10.0.0.0/8' } }))).toBe(false)
    expect(blocked(egress({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/24'] } }))).toBe(true)
  })
})
