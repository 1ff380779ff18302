import type { Cause } from './cause.ts'

/** The wrong image or tag, or one that lacks its files. */
export const imageBad: Cause = {
  id: 'image-bad',
  explain: () => 'The image is not the one that is needed, or lacks its files.',
  fixes: () => [],
}
