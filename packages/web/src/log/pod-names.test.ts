import { expect, it } from 'vitest'
import { podNames } from './pod-names.ts'

it('needs no name for one pod', () => {
  expect(podNames(['web-0'])).toEqual({ of: new Map([['web-0', '']]), width: 5 })
})

it('calls the pods of one owner by what differs', () => {
  const { of, width } = podNames(['web-6bc9bff68b-wtncn', 'web-6bc9bff68b-x2x4z'])
  expect([...of.values()]).toEqual(['wtncn', 'x2x4z'])
  expect(width).toBe(9)
})

it('calls pods of different owners by their names, long ones without their middle', () => {
  const { of } = podNames(['redis-0', 'loyalty-api-with-a-long-name-6bc9bff68b-wtncn'])
  expect([...of.values()]).toEqual(['redis-0', 'loyalty-api-with-…-wtncn'])
})

it('tells all of many pods apart', () => {
  const pods = Array.from({ length: 60 }, (_, index) => `job-${index}-abcde`)
  expect(new Set(podNames(pods).of.values()).size).toBe(60)
})
