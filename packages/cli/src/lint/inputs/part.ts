import type { Build } from '@unloop/lint'
import { decodeText, readManifests, type Manifests } from '@unloop/formats'

/** What one file holds, or what was read instead of one. */
export interface InputPart {
  /** As findings name it. */
  readonly file: string
  readonly origin: 'file' | 'input' | 'rendered'
  /** Parts of one chart or kustomization are looked at on their own; null for plain files, which belong together. */
  readonly bundle: string | null
  readonly read: Manifests
  /** A file of a kustomization that was not built, which fills in and changes what is not there. */
  readonly isFragment?: true
  /** Of a kustomization that names no namespace: one that builds on it, or a program, may set it. */
  readonly isOpen?: boolean
  /** Of a Dockerfile, which holds no manifests. */
  readonly build?: Build
}

/** What reading adds to. */
export interface Target {
  readonly parts: InputPart[]
  /** What was not read, and why: full sentences. */
  readonly notes: string[]
}

export function partOf(
  text: string,
  file: string,
  origin: InputPart['origin'] = 'file',
): InputPart {
  return { file, origin, bundle: null, read: readManifests(text, file) }
}

export function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  // A NUL makes the reader say that the file is binary.
  return decoded.kind === 'text' ? decoded.text : '\0'
}

/** Why a file could not be read, without a full stop: it goes into a sentence. */
export function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
}
