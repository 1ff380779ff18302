import { CAUSE_IDS, isCauseId } from '@unloop/engine/catalogue'
import { describe, expect, it } from 'vitest'
import { plain } from '../output/paint.ts'
import { columns } from '../output/wrap.ts'
import { CAUSES, EXIT_CODES, REASONS, lookUp, topicNames } from '@unloop/engine/explain'
import { explanation, topicList } from './page.ts'

const page = (word: string): string => {
  const found = lookUp(word)
  return found === null ? '' : explanation(found, { width: 80, paint: plain })
}

describe('explain', () => {
  it('knows every cause, and no other', () => {
    expect(Object.keys(CAUSES)).toEqual(CAUSE_IDS)
    for (const id of CAUSE_IDS) expect(page(id)).toContain(`${id} (cause)`)
  })

  it('knows every exit code that a container can have', () => {
    for (let code = 0; code <= 255; code++)
      expect(page(String(code)), String(code)).toContain('(exit code)')
    expect(lookUp('256')).toBeNull()
  })

  it.each([
    ['137', 'SIGKILL'],
    ['143', 'SIGTERM'],
    ['139', 'SIGSEGV'],
    ['132', 'SIGILL'],
    ['134', 'SIGABRT'],
    ['136', 'SIGFPE'],
    ['129', 'SIGHUP'],
    ['130', 'SIGINT'],
    ['131', 'SIGQUIT'],
    ['152', 'SIGXCPU'],
    ['159', 'SIGSYS'],
    ['165', '128 + 37'],
    ['SIGTERM', '143'],
    ['kill', '137'],
    ['exit code 137', 'SIGKILL'],
  ])('%s is %s', (word, expected) => {
    expect(page(word)).toContain(expected)
  })

  it('knows reasons in any case, and those of init containers', () => {
    for (const name of Object.keys(REASONS).filter((each) => !isCauseId(each.toLowerCase())))
      expect(page(name.toLowerCase())).toContain(`${name} (reason)`)
    for (const name of Object.keys(REASONS)) expect(page(name)).toContain(`${name} (reason)`)
    expect(page('Init:2/3')).toContain('Init:N/M')
    expect(page('init:imagepullbackoff')).toContain('Init:ImagePullBackOff')
    expect(page('Init:ExitCode:3')).toContain('Init:3 (exit code)')
    expect(page('Init:Signal:9')).toContain('SIGKILL')
    expect(lookUp('Init:Nonsense')).toBeNull()
    expect(lookUp('constructor')).toBeNull()
  })

  it('names only causes that exist, and no name twice', () => {
    for (const topic of [...Object.values(REASONS), ...Object.values(EXIT_CODES)])
      for (const id of topic.causes ?? []) expect(isCauseId(id), id).toBe(true)
    expect(new Set(topicNames()).size).toBe(topicNames().length)
  })

  it('writes full sentences, and titles without a full stop', () => {
    for (const topic of [...Object.values(REASONS), ...Object.values(EXIT_CODES)])
      expect(topic.title).not.toMatch(/\.$/)
    for (const { meaning, fix } of [
      ...Object.values(REASONS),
      ...Object.values(EXIT_CODES),
      ...Object.values(CAUSES),
    ])
      for (const sentence of [meaning, ...fix]) expect(sentence).toMatch(/[.…)]$/)
  })

  it('keeps to the width, but for commands', () => {
    for (const line of topicList({ width: 80, paint: plain }).split('\n'))
      expect(columns(line)).toBeLessThanOrEqual(80)
  })
})
