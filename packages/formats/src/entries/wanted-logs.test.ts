import { expect, test } from 'vitest'
import type { LogPlace } from '../paths/log-path.ts'
import { WantedLogs } from './wanted-logs.ts'

const wanted = new WantedLogs([
  { namespace: 'shop', pod: 'web-0', container: 'app', runs: ['previous'], why: 'failing' },
])
const place = (pod: string | null, certainty: LogPlace['certainty']): LogPlace => ({
  namespace: 'shop',
  pod,
  container: 'app',
  run: 'current',
  certainty,
})

test('a path that names another pod leads to no wanted log', () => {
  expect(wanted.mayHold('pods/logs/shop/web-0/app.log', place('web-0', 'exact'))).toBe(true)
  expect(wanted.mayHold('pods/logs/shop/web-1/app.log', place('web-1', 'exact'))).toBe(false)
  expect(wanted.mayHold('shop/web-1/app.log', place('web-1', 'likely'))).toBe(false)
})

test('a folder above may name the pod, and a mere file name says nothing', () => {
  expect(wanted.mayHold('web-0/logs/app/app.log', place('app', 'likely'))).toBe(true)
  expect(wanted.mayHold('app.log', place(null, 'stem'))).toBe(true)
})

test('the run counts where the container is known', () => {
  const owner = { namespace: 'shop', pod: 'web-0', container: 'app' }
  expect([wanted.holds(owner, 'previous'), wanted.holds(owner, 'current')]).toEqual([true, false])
  expect(wanted.holds({ ...owner, container: null }, 'current')).toBe(true)
  expect(wanted.holds({ ...owner, namespace: 'other', container: null }, 'current')).toBe(false)
  expect(wanted.holds({ namespace: null, pod: null, container: null }, 'current')).toBe(true)
})
