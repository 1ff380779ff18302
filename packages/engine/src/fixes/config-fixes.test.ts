import { expect, test } from 'vitest'
import { definedNames } from './config-fixes.ts'

test('names that a configuration defines, as lists, maps and blocks', () => {
  expect(
    definedNames(
      'route:\n  receiver: x\nreceivers:\n- name: slack\n  a: b\n- name: "page"\nother: 1\n',
      'receiver',
    ),
  ).toEqual(['slack', 'page'])
  expect(
    definedNames('exporters:\n  otlp:\n    endpoint: x\n  debug:\nservice: {}\n', 'exporter'),
  ).toEqual(['otlp', 'debug'])
  expect(definedNames('upstream web {\n}\nbackend be\n', 'upstream')).toEqual(['web'])
  expect(
    definedNames('frontend fe\n  default_backend x\nbackend be\n  mode tcp\n', 'backend'),
  ).toEqual(['be'])
  expect(definedNames('', 'receiver')).toEqual([])
})
