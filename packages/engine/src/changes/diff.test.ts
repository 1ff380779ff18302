import { describe, expect, it } from 'vitest'
import type { Container, PodSpec } from '../evidence/kube.ts'
import { diffTemplates } from './diff.ts'

const spec = (container: Partial<Container>, more: Partial<PodSpec> = {}): PodSpec => ({
  containers: [{ name: 'app', image: 'registry.example.com:5000/shop/app:1.8.1', ...container }],
  ...more,
})

describe('what changed between two revisions', () => {
  it('says nothing where nothing did, whatever the order of keys', () => {
    const a = spec({ livenessProbe: { periodSeconds: 5, timeoutSeconds: 1 } })
    const b = spec({ livenessProbe: { timeoutSeconds: 1, periodSeconds: 5 } })
    expect(diffTemplates(a, b)).toEqual([])
  })

  it('names image tags, limits and env by name only', () => {
    const before = spec({
      env: [
        { name: 'A', value: 'old' },
        { name: 'B', value: 'x' },
      ],
      resources: { limits: { memory: '256Mi' } },
    })
    const after = spec({
      image: 'registry.example.com:5000/shop/app:1.8.2',
      env: [
        { name: 'A', value: 'new' },
        { name: 'C', value: 's3cret' },
      ],
      resources: { limits: { memory: '128Mi' } },
    })
    expect(diffTemplates(before, after)).toEqual([
      'image 1.8.1 → 1.8.2',
      'env A changed',
      'env C added',
      'env B removed',
      'memory limit 256Mi → 128Mi',
    ])
  })

  it('names containers where there are several, and fields of the pod', () => {
    const before = spec({}, { dnsPolicy: 'ClusterFirst' })
    const after: PodSpec = {
      containers: [...(before.containers ?? []), { name: 'proxy', image: 'envoy:1' }],
      dnsPolicy: 'Default',
    }
    expect(diffTemplates(before, after)).toEqual([
      'container proxy added',
      'dnsPolicy "ClusterFirst" → "Default"',
    ])
  })

  it('tells which key a variable was moved to', () => {
    const from = (key: string) =>
      spec({ env: [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'db', key } } }] })
    expect(diffTemplates(from('dsn'), from('url'))).toEqual([
      'env URL changed from Secret db key dsn to Secret db key url',
    ])
  })
})
