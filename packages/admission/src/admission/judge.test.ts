import { describe, expect, it } from 'vitest'
import { BAD, deployment, OPTIONS, review } from '../testing/samples.ts'
import { judge, type JudgeOptions } from './judge.ts'
import { lookUp } from './look-up.ts'
import type { Surroundings } from './references.ts'
import { readReview, reviewOf, uidOf, type Outcome } from './review.ts'
import { warningsOf } from './wording.ts'

const DENY = { ...OPTIONS, deny: 'will-crash' as const }
const today = '2026-11-20'

function judged(
  parts: Parameters<typeof review>[0],
  options: JudgeOptions = DENY,
  around: Surroundings | null = null,
): Outcome {
  const request = readReview(new TextEncoder().encode(JSON.stringify(review(parts))))
  if (request === null) throw new Error('no review')
  return judge(request, options, { today, around })
}

describe('what is created', () => {
  it('is silent about what is well, server-owned defaults included', () => {
    expect(judged({ object: deployment() })).toMatchObject({ verdict: 'allowed', warnings: [] })
  })

  it('takes nothing that the API server adds for a mistake', () => {
    const { spec } = deployment()
    const pod = { ...spec.template.spec, serviceAccountName: 'web', serviceAccount: 'web' }
    const template = { ...spec.template, spec: pod }
    const serves = { ...deployment(), spec: { ...spec, template } }
    const alias = { ...OPTIONS, only: ['service-account-field-deprecated'] }
    expect(judged({ object: serves }, alias).verdict).toBe('allowed')
    const { serviceAccountName: _name, ...old } = pod
    const writes = { ...deployment(), spec: { ...spec, template: { ...template, spec: old } } }
    expect(judged({ object: writes }, alias).verdict).toBe('warned')
    const uid = { 'batch.kubernetes.io/controller-uid': '1' }
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once' },
      spec: {
        backoffLimit: 6,
        selector: { matchLabels: uid },
        template: { metadata: { labels: uid }, spec: { ...pod, restartPolicy: 'Never' } },
      },
    }
    expect(judged({ object: job, kind: 'Job' }).warnings).toEqual([])
  })

  it('is warned of by default, in lines that clients show whole', () => {
    const { verdict, warnings } = judged({ object: deployment({ container: BAD }) }, OPTIONS)
    expect(verdict).toBe('warned')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/^unloop: containers\[web\]\.command\[0\]: .* \(cmd-one-string\)$/)
  })

  it('is refused on request, with the reason, the fix and the way around', () => {
    const outcome = judged({ object: deployment({ container: BAD }) })
    expect(outcome.verdict).toBe('denied')
    expect(outcome.message).toContain('cmd-one-string at containers[web].command[0]')
    expect(outcome.message).toContain('Fix: ')
    expect(outcome.message).toContain('ignore.unloop.dev/cmd-one-string')
    expect(reviewOf(outcome)).toMatchObject({
      response: { allowed: false, status: { code: 403 }, auditAnnotations: {} },
    })
  })

  it('is refused for what reaches the level and warned of for the rest', () => {
    const container = { ...BAD, env: [{ name: 'A', value: 'CHANGEME' }] }
    const { verdict, warnings, message } = judged({ object: deployment({ container }) })
    expect(verdict).toBe('denied')
    expect(warnings.join()).toContain('env-changeme')
    expect(message).not.toContain('env-changeme')
  })

  it('honours suppressions with their end', () => {
    const metadata = (reason: string) => ({
      name: 'web',
      annotations: { 'ignore.unloop.dev/cmd-one-string': reason },
    })
    const verdict = (reason: string) =>
      judged({ object: deployment({ container: BAD, metadata: metadata(reason) }) }).verdict
    expect(verdict('the image has that file')).toBe('allowed')
    expect(verdict('until 2026-12-31')).toBe('allowed')
    expect(verdict('until 2026-01-31')).toBe('denied')
  })
})

describe('what is updated', () => {
  const bad = deployment({ container: BAD })

  it('may stay as bad as it is', () => {
    const scaled = deployment({ container: BAD, replicas: 3 })
    expect(judged({ operation: 'UPDATE', oldObject: bad, object: scaled }).verdict).toBe('allowed')
  })

  it('is found again behind a container that was put in front', () => {
    const others = [{ name: 'sidecar', image: 'registry.example/sidecar:1' }]
    const object = deployment({ container: BAD, others })
    expect(judged({ operation: 'UPDATE', oldObject: bad, object }).verdict).toBe('allowed')
  })

  it('is refused where it gets worse', () => {
    const oldObject = deployment()
    expect(judged({ operation: 'UPDATE', oldObject, object: bad }).verdict).toBe('denied')
    const others = [{ name: 'sidecar', image: 'registry.example/sidecar:1', ...BAD }]
    const object = deployment({ container: BAD, others })
    expect(judged({ operation: 'UPDATE', oldObject: bad, object }).verdict).toBe('denied')
  })

  it('is warned of, not refused, where one mistake takes the place of another', () => {
    const object = deployment({ container: { command: ['bash -c "exec web"'] } })
    expect(judged({ operation: 'UPDATE', oldObject: bad, object }).verdict).toBe('warned')
  })

  it('is never held up on its way out', () => {
    const metadata = { name: 'web', deletionTimestamp: '2026-11-20T10:00:00Z' }
    const object = deployment({ container: BAD, metadata })
    expect(judged({ operation: 'UPDATE', oldObject: deployment(), object }).verdict).toBe('skipped')
  })
})

describe('what is left alone', () => {
  const object = deployment({ container: BAD })
  const owned = (apiVersion: string) => ({
    name: 'web-1',
    ownerReferences: [{ apiVersion, kind: 'Owner', name: 'web', uid: '1', controller: true }],
  })

  it.each([
    ['a subresource', { object, subResource: 'scale', operation: 'UPDATE' }],
    ['a deletion', { object, operation: 'DELETE' }],
    ['an exempt namespace', { object, namespace: 'kube-system' }],
    ['a request without an object', {}],
    ['a Secret', { object: { kind: 'Secret' }, kind: 'Secret' }],
    [
      'what a Deployment made',
      { object: deployment({ container: BAD, metadata: owned('apps/v1') }) },
    ],
  ])('%s', (_, parts) => {
    expect(judged(parts).verdict).toBe('skipped')
  })

  it('not what an operator made, as nobody judged its source', () => {
    const metadata = owned('example.org/v1')
    expect(judged({ object: deployment({ container: BAD, metadata }) }).verdict).toBe('denied')
  })
})

describe('what rests on other objects', () => {
  const container = { envFrom: [{ configMapRef: { name: 'settings' } }] }
  const object = deployment({ container })
  const api = (status: number) => ({
    send: async () => ({
      status,
      body: { metadata: { name: 'settings' } },
      text: '',
      warnings: [],
    }),
  })

  it('is not judged without a look', () => {
    expect(judged({ object }).verdict).toBe('allowed')
  })

  it('is warned of after a look, and never refused', async () => {
    const around = await lookUp(api(404), object, 'shop')
    const strict = { ...OPTIONS, deny: 'practice' as const }
    const { warnings, message } = judged({ object }, strict, around)
    expect(warnings.join()).toContain('envfrom-configmap-missing')
    expect(message).not.toContain('envfrom-configmap-missing')
  })

  it('is silent where it is there, or could not be read', async () => {
    for (const status of [200, 403, 500]) {
      const around = await lookUp(api(status), object, 'shop')
      expect(judged({ object }, OPTIONS, around).warnings).toEqual([])
    }
  })
})

describe('texts', () => {
  it('keeps within the limits of the API server, however much there is to tell', () => {
    const others = Array.from({ length: 200 }, (_, index) => ({
      name: `sidecar-${index}-${'x'.repeat(40)}`,
      image: `registry.example/${'y'.repeat(100)} ${'z'.repeat(400)}`,
      command: [`run\u001b[31m "${'a'.repeat(500)}" now`],
      env: [{ name: `N${'n'.repeat(300)}`, value: 'CHANGEME' }],
    }))
    const { warnings } = judged({ object: deployment({ others }) }, OPTIONS)
    expect(warnings.length).toBeGreaterThan(5)
    expect(Math.max(...warnings.map((each) => each.length))).toBeLessThanOrEqual(256)
    expect(warnings.join('').length).toBeLessThanOrEqual(4096)
    expect(warnings.join('')).not.toMatch(/[\u0000-\u001f]/)
    expect(warnings.at(-1)).toMatch(/\d+ more findings/)
    expect(warningsOf([])).toEqual([])
  })

  it('finds the uid in the start of a review that is not read whole', () => {
    const text = JSON.stringify(review({ object: deployment() }))
    expect(uidOf(text.slice(0, 300))).toBe('705ab4f5-6393-11e8-b7cc-42010a800002')
    expect(uidOf('[[[[')).toBe('')
  })

  it.each(['', '{', '[]', 'null', '{"request":{}}', '\0', '{"request":{"uid":1}}'])(
    'takes %j for no review, or for one without an object',
    (text) => {
      const request = readReview(new TextEncoder().encode(text))
      if (request !== null)
        expect(judge(request, OPTIONS, { today, around: null }).verdict).toBe('skipped')
    },
  )
})
