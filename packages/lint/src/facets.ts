import { at, type Fields } from './fields.ts'
import { isShell } from './program.ts'
import type { Site } from './workload.ts'

/** What a container must have for a check to find anything: most containers lack most of it. */
export const FACETS = {
  /** A command or args. */
  words: 1,
  /** A word of theirs that a shell would not take as it stands, or an empty one. */
  oddWords: 2,
  /** A shell among the words. */
  shell: 4,
  /** Variables. */
  env: 8,
  /** Variables with a value that stands in the manifest. */
  values: 16,
  /** Variables from ConfigMaps and Secrets. */
  sources: 32,
  /** Something like a size of memory for the program, in a word or a value. */
  heap: 64,
  ports: 128,
  probes: 256,
  execProbes: 512,
  /** Probes or hooks that name a host. */
  hosts: 1024,
  mounts: 2048,
  hooks: 4096,
  /** An image of which something is known. */
  known: 8192,
} as const

/** A trait of a container by which checks are chosen. */
export type Facet = keyof typeof FACETS

// What the facets are read from.
type Parts = Pick<Site, 'image' | 'argv' | 'env' | 'envFrom' | 'ports' | 'probes' | 'mounts'>

// Anything that a shell would act on, or nothing at all.
const ODD = /[^\w@%+=:,./-]|^$/
// Signs that a program is told how much memory to take.
const HEAP = /-X|old[-_]space|maxmemory|buffer/i

/** The facets of a container as a sum. */
export function facetsOf(parts: Parts, hooks: Fields): number {
  const { image, argv, env, envFrom, ports, probes, mounts } = parts
  let facets = 0
  const set = (facet: Facet, isSet: boolean): void => {
    if (isSet) facets |= FACETS[facet]
  }
  for (const { text } of argv) {
    set('words', true)
    set('oddWords', ODD.test(text))
    set('shell', isShell(text))
    set('heap', HEAP.test(text))
  }
  for (const { value, from } of env) {
    set('env', true)
    set('values', value !== null && value !== '')
    set('sources', from !== null)
    set('heap', value !== null && HEAP.test(value))
  }
  set('sources', envFrom.length > 0)
  set('ports', ports.length > 0)
  set('mounts', mounts.length > 0)
  set('known', image.facts !== null)
  for (const { fields, command } of probes) {
    set('probes', true)
    set('execProbes', command.length > 0)
    set('hosts', hasHost(fields))
  }
  for (const name of Object.keys(hooks)) {
    set('hooks', true)
    set('hosts', hasHost(hooks[name]))
  }
  return facets
}

/** A handler that names a host of its own, which is then asked in place of the pod. */
const hasHost = (handler: unknown): boolean =>
  at(handler, 'httpGet', 'host') !== undefined || at(handler, 'tcpSocket', 'host') !== undefined
