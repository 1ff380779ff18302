import { INSPECTION_LABEL } from '@unloop/engine/evidence'

/** On what unloop adds to a cluster for an inspection, so that a later run finds what was left. */
export const LABELS = {
  [INSPECTION_LABEL]: 'copy',
  'app.kubernetes.io/managed-by': 'unloop',
} as const
/** All copies that unloop made, in whatever namespace. */
export const SELECTOR = { [INSPECTION_LABEL]: 'copy' } as const
/** `shop/web-0 app`: what it is a copy of. */
export const COPY_OF = 'unloop/look-of'

/** An image with a static busybox: its one file is all that is taken from it. */
export const TOOL_IMAGE = 'docker.io/library/busybox:1.36'
/** Where the tools lie in the copy. */
export const TOOL_FOLDER = '/.unloop'
export const TOOL = `${TOOL_FOLDER}/busybox`
