import { BUILDS, COPIES } from './builds.ts'
import { NODES } from './nodes.ts'
import { SERVICES } from './services.ts'
import { STRINGS } from './strings.ts'
import { UNSEEN } from './unseen.ts'
import { VIEWERS } from './viewers.ts'
import type { Wrapper } from './wrapper.ts'

export const WRAPPERS: readonly Wrapper[] = [
  ...VIEWERS,
  ...NODES,
  ...SERVICES,
  ...BUILDS,
  ...COPIES,
  ...STRINGS,
]
export { UNSEEN }
