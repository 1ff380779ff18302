import type { Report } from '@unloop/engine/report'
import type { LeveledLine } from '../log/line.ts'
import type { Story } from '../story/story.ts'

/** A file of a dump, decoded. */
export interface DroppedFile {
  /** Within the dump, with slashes. */
  readonly path: string
  readonly text: string
}

/** What the worker is asked. */
export type DropJob =
  | { readonly kind: 'text'; readonly text: string; readonly nowMs: number }
  | {
      readonly kind: 'files'
      readonly name: string
      readonly files: readonly DroppedFile[]
      readonly nowMs: number
    }

/** What a dropped file told: the worker sends it to the page as one value. */
export interface DroppedStory {
  readonly story: Story
  readonly lines: readonly LeveledLine[]
}

/** What it answers. */
export type DropOutcome =
  | {
      readonly kind: 'done'
      readonly report: Report
      /** One for each incident of the report, in its order. */
      readonly stories: readonly DroppedStory[]
    }
  | { readonly kind: 'failed'; readonly message: string }
