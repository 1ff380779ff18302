import { expect, it } from 'vitest'
import { raisedBy } from './raised.ts'

const limits = (memory: string) => ({
  spec: {
    template: { spec: { containers: [{ name: 'app', resources: { limits: { memory } } }] } },
  },
})

it.each([
  ['a limit', limits('40Mi'), limits('160Mi'), 4],
  ['another unit', limits('512Mi'), limits('2Gi'), 4],
  ['an option among words', ['java', '-Xmx48m -Xms16m'], ['java', '-Xmx288m -Xms16m'], 6],
  ['a line of a file', { data: { conf: 'pool 10\n' } }, { data: { conf: 'pool 30\n' } }, 3],
  ['what gets smaller', limits('256Mi'), limits('128Mi'), 1],
  ['other words', { data: { conf: 'pool 10' } }, { data: { conf: 'size 30' } }, 1],
  ['what was not there', {}, limits('128Mi'), 1],
  ['more than anybody waits for', limits('1Mi'), limits('1Gi'), 16],
])('%s is raised', (_, before, after, factor) => {
  expect(raisedBy(before, after)).toBe(factor)
})

it('does not count what the server writes', () => {
  expect(raisedBy({ metadata: { generation: 1 } }, { metadata: { generation: 9 } })).toBe(1)
})
