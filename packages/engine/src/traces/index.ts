import type { Parser } from './cursor.ts'
import { readFrames } from './frames.ts'
import { readGo } from './go.ts'
import { OTHERS } from './others.ts'
import { readPython } from './python.ts'

/** A parser looks at one place and reads the trace that begins there, or that its first frame belongs to. */
export const PARSERS: readonly Parser[] = [readFrames, readPython, readGo, ...OTHERS]
