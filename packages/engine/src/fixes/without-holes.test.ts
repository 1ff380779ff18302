import { expect, test } from 'vitest'
import { sh } from '../commands/index.ts'
import type { Fix } from '../report/report.ts'
import { commandsWithoutHoles, fixWithoutHoles } from './without-holes.ts'

const none = ''

test.each([
  sh`kubectl edit ${`pod/${none}`}`,
  sh`kubectl delete pod ${none}`,
  sh`docker build -t ${none} .`,
  sh`kubectl create role x --serviceaccount=${none}`,
  sh`kubectl patch deploy web -p ${'{"containers":[{"name":"","args":null}]}'}`,
])('a command with a hole is none: %s', (command) => {
  expect(commandsWithoutHoles([command])).toEqual([])
})

test.each([
  sh`kubectl logs web-0 --previous`,
  sh`kubectl exec web-0 -- df -h /`,
  sh`docker run --rm --entrypoint ${none} image sh`,
  sh`kubectl patch role x -p ${'{"rules":[{"apiGroups":[""]}]}'}`,
])('a whole command stays: %s', (command) => {
  expect(commandsWithoutHoles([command])).toEqual([command])
})

test('a plan for an unknown object keeps its words alone', () => {
  const fix: Fix = {
    id: 'x',
    title: 'Raise the limit',
    where: 'manifest',
    risk: 'low',
    commands: [sh`kubectl edit ${`pod/${none}`}`],
    patch: { target: { kind: 'Pod', namespace: '', name: '' }, type: 'strategic', body: {} },
    verify: 'It runs.',
  }
  expect(fixWithoutHoles(fix)).toMatchObject({ title: fix.title, commands: [], patch: null })
})
