import { describe, expect, it } from 'vitest'
import { completions } from './completions.ts'

const known = {
  metrics: ['unloop_incident', 'unloop_crashes_total', 'http_requests_total'],
  labels: ['namespace', 'pod', 'node'],
}

describe('the last word of a query', () => {
  it.each([
    ['unloop_c', ['unloop_crashes_total']],
    ['sum(rate(http', ['sum(rate(http_requests_total']],
    ['crash', ['unloop_crashes_total']],
    ['up{n', ['up{namespace', 'up{node']],
    ['up{namespace="shop", p', ['up{namespace="shop", pod']],
    ['up{pod="a"} + ra', ['up{pod="a"} + rate']],
  ])('of %j is completed', (query, expected) => {
    expect(completions(query, known).slice(0, expected.length)).toEqual(expected)
  })

  it.each(['', 'up{namespace="n', 'sum(', 'up ', '5'])('of %j is left alone', (query) => {
    expect(completions(query, known)).toEqual([])
  })
})
