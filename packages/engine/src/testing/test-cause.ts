import { describe, expect, test } from 'vitest'
import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import type { CauseId } from '../catalogue.ts'
import { verdictOf, type Scene } from './cause-cases.ts'

/** A scene that shows the cause. */
interface Found {
  /** What is shown, as the name of the test. */
  readonly when: string
  readonly scene: Scene
  /** The excerpt that proves it: the first one of the verdict. */
  readonly line: string
  /** Id of a fix that is among those offered. */
  readonly fix?: string
  /** What the explanation of this very case says. */
  readonly tells?: RegExp
}

/** A near miss: a scene that looks like the cause and is another. */
interface Missed {
  readonly when: string
  readonly scene: Scene
  /** The cause that it is. */
  readonly instead: CauseId
}

/** Tests of one cause: the scenes in which all that is known finds it, with the line that proves it, and near misses. */
export function testCause(
  id: CauseId,
  { found, missed }: { readonly found: readonly Found[]; readonly missed: readonly Missed[] },
): void {
  describe(id, () => {
    test.each(found)('found: $when', ({ scene, line, fix, tells }) => {
      const verdict = verdictOf(scene, KNOWLEDGE)
      expect(verdict.cause).toBe(id)
      expect(verdict.excerpts[0]).toBe(line)
      expect(verdict.explanation).toMatch(tells ?? /\S/)
      if (fix !== undefined) expect(verdict.fixes.map((each) => each.id)).toContain(fix)
    })

    test.each(missed)('near miss: $when', ({ scene, instead }) => {
      expect(verdictOf(scene, KNOWLEDGE).cause).toBe(instead)
    })
  })
}
