import type { KubeObject } from '@unloop/engine/evidence'
import type { Ask, Fix } from '@unloop/engine/report'
import { afterEach, describe, expect, it } from 'vitest'
import { testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { openAsks, withAnswers, withGiven, type Answers } from './answers.ts'

const ask = (name: string, rest: Partial<Ask> = {}): Ask => ({
  name,
  placeholder: `<${name}>`,
  what: `the value of ${name}`,
  secret: false,
  ...rest,
})

const fixOf = (asks: readonly Ask[], value: string): Fix => ({
  id: 'config/set',
  title: '',
  where: 'config',
  risk: 'low',
  commands: [],
  verify: '',
  asks,
  patch: {
    target: { kind: 'ConfigMap', namespace: 'shop', name: 'conf' },
    type: 'merge',
    body: { data: { url: value } },
  },
})

const stored: KubeObject = {
  kind: 'Secret',
  metadata: { name: 'login', namespace: 'shop' },
  data: { url: Buffer.from('http://db:5433/a').toString('base64') },
}

const open: TestCluster[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

const answered = async (fix: Fix, given: Answers, refusal?: number) => {
  const made = await testCluster([stored], () =>
    refusal === undefined ? undefined : { status: refusal, message: 'no' },
  )
  open.push(made)
  return withAnswers(fix, given, { api: made.api, namespace: 'shop' })
}

describe('what is asked of the user', () => {
  it('is what has no value and none in the cluster', () => {
    const asks = [ask('A'), ask('B'), ask('C', { from: { secret: 'login', key: 'url' } })]
    expect(openAsks(fixOf(asks, ''), { B: 'b' }).map(({ name }) => name)).toEqual(['A'])
  })

  it('counts no empty value as given', () => {
    expect(openAsks(fixOf([ask('A')], ''), { A: '' })).toHaveLength(1)
  })
})

describe('answers', () => {
  it('take the place of every placeholder, letter by letter', async () => {
    const filled = await answered(fixOf([ask('A')], 'x=<A> y=<A>'), { A: '$& $1' })
    expect(filled.patch?.body).toEqual({ data: { url: 'x=$& $1 y=$& $1' } })
  })

  it('are read from the Secret that has them, with what is wrong in it put right', async () => {
    const from = { secret: 'login', key: 'url', replace: ['5433', '5432'] as const }
    const filled = await answered(fixOf([ask('A', { from })], '<A>'), {})
    expect(filled.patch?.body).toEqual({ data: { url: 'http://db:5432/a' } })
  })

  it('of the user go before those of the cluster', async () => {
    const from = { secret: 'login', key: 'url' }
    const filled = await answered(fixOf([ask('A', { from })], '<A>'), { A: 'mine' })
    expect(filled.patch?.body).toEqual({ data: { url: 'mine' } })
  })

  it('that are missing are named, with the way to give them', async () => {
    await expect(answered(fixOf([ask('A')], '<A>'), {})).rejects.toMatchObject({
      code: 'value-missing',
      message: expect.stringContaining('the value of A'),
    })
  })

  it.each([
    ['the key is not there', { secret: 'login', key: 'other' }, undefined, 'has no key other'],
    ['it may not be read', { secret: 'login', key: 'url' }, 403, 'You may not read Secret login'],
  ])('cannot be read where %s', async (_, from, refusal, words) => {
    await expect(answered(fixOf([ask('A', { from })], '<A>'), {}, refusal)).rejects.toMatchObject({
      code: 'value-missing',
      message: expect.stringContaining(words),
    })
  })

  it('that no ask names are the keys of an object that would hold nothing', async () => {
    const empty = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new' }, data: {} }
    const filled = await answered({ ...fixOf([], ''), create: [empty] }, { port: '80' })
    expect(filled.create?.[0]).toMatchObject({ data: { port: '80' } })
  })

  it('of the user alone are filled in for a plan that is only shown', () => {
    const shown = withGiven(fixOf([ask('A'), ask('B')], '<A> <B>'), { A: 'a' })
    expect(shown.patch?.body).toEqual({ data: { url: 'a <B>' } })
  })
})
