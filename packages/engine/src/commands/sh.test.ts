import { expect, test } from 'vitest'
import { fillCommand } from './fill-command.ts'
import { sh } from './sh.ts'

test('values are words, whatever they hold', () => {
  expect(sh`kubectl get pod ${'web-0;touch /tmp/x;#'} -n ${'shop'}`).toBe(
    "kubectl get pod 'web-0;touch /tmp/x;#' -n shop",
  )
  expect(sh`kubectl get deployment/${'$(id)'}`).toBe("kubectl get deployment/'$(id)'")
  expect(sh`ls ${''} ${"it's"}`).toBe(String.raw`ls '' 'it'\''s'`)
})

test('a list is so many words, and none takes no room', () => {
  expect(sh`kubectl get pods ${['-n', 'a b']} -o wide`).toBe("kubectl get pods -n 'a b' -o wide")
  expect(sh`kubectl get pods ${[]} -o wide`).toBe('kubectl get pods -o wide')
  expect(sh`kubectl get pods ${[]}`).toBe('kubectl get pods')
})

test('a comment stays on its line', () => {
  expect(sh`# better: kubectl create serviceaccount ${'a\nrm -rf /'}`).not.toContain('\n')
})

test('a command of a data table takes safe values alone, and names the places of others', () => {
  expect(fillCommand('nc {host} {port}', { host: 'db', port: '$(id)' })).toBe('nc db PORT')
  expect(fillCommand('vault kv get <secret path>', {})).toBe('vault kv get SECRET_PATH')
  expect(fillCommand('rm {file}', { file: '-rf' })).toBe('rm FILE')
  expect(fillCommand("kubectl get pod -o jsonpath='{..image}'", {})).toBe(
    "kubectl get pod -o jsonpath='{..image}'",
  )
})
