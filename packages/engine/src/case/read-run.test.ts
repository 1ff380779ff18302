import { expect, test } from 'vitest'
import type { Signature } from '../scanner/signature.ts'
import { readRun } from './read-run.ts'
import { createScanner } from '../scanner/scan.ts'

const signature: Signature = {
  id: 'node/module',
  cause: 'app-exception',
  pattern: /Cannot find module '(?<module>[^']+)'/,
  strength: 'fatal',
  title: 'x',
  example: '',
  source: 'test',
}
const scanner = createScanner([signature])
const stream = (text: string) => ({ text, origin: { source: 'x' } })

test('a short log: matches stand on the lines that were read', () => {
  const run = readRun(stream("starting\nError: Cannot find module 'a'"), scanner)
  expect(run.signatureMatches[0]?.line).toBe(run.lines[1])
  expect(
    run.signatureMatches.map(({ line }) => run.crashWindow.relevance(run.lines.indexOf(line))),
  ).toEqual([1])
})

test('a long log: matches of the middle are found, and count less than those at the end', () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `2026-11-21 00:00:00 INFO served request ${i} for customer ${i * 7}`,
  )
  lines[9_000] = "2026-11-21 00:00:00 ERROR Cannot find module 'middle'"
  lines.push("2026-11-21 00:00:00 ERROR Cannot find module 'end'")
  const run = readRun(stream(lines.join('\n')), scanner)
  expect(run.lines.length).toBeLessThan(10_000)
  expect(run.signatureMatches.map((match) => [match.facts['module'], match.line.number])).toEqual([
    ['middle', 9_001],
    ['end', 20_001],
  ])
  expect(
    run.signatureMatches.map(({ line }) => run.crashWindow.relevance(run.lines.indexOf(line))),
  ).toEqual([0.4, 1])
  expect(run.lines).toContain(run.signatureMatches[1]?.line)
})
