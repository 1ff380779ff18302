// Lock errors as pipelines and terminals show them, each a folder of data with the source of its wording.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseOfLogged, readLoggedLocks, type LockCase, type Machine } from '@unloop/state-locks'
import { describe, expect, it } from 'vitest'

interface Expected {
  readonly line: number
  /** What force-unlock would be given; null where the lock can't be identified. */
  readonly id: string | null
  readonly printed?: string
  readonly holder?: string | null
  readonly backend?: string
  /** A reason that lies in the backend or the ID itself, and not only in a folder that is not known. */
  readonly refused?: true
  /** Nobody holds a lock: why. */
  readonly cause?: 'rights' | 'missing'
  readonly [field: string]: unknown
}

interface Case {
  readonly about: string
  readonly source: string
  readonly expect: readonly Expected[]
}

const FOLDER = join(import.meta.dirname, 'locks')
const INFO_FIELDS = ['path', 'operation', 'who', 'version', 'created', 'info'] as const
const CAUSES = { rights: /was not allowed/, missing: /was not found/ } as const

const elsewhere: Machine = {
  env: {},
  hostname: 'somewhere-else',
  run: async () => ({ status: null, isMissing: true, stdout: '', stderr: '' }),
  processes: () => ({ kind: 'listed', processes: [] }),
}

const names = readdirSync(FOLDER)

describe.each(names)('%s', (name) => {
  const {
    about,
    source,
    expect: expected,
  } = JSON.parse(readFileSync(join(FOLDER, name, 'case.json'), 'utf8')) as Case
  const text = readFileSync(join(FOLDER, name, 'log.txt'), 'utf8')

  it(about, async () => {
    expect(source).not.toBe('')
    const logged = readLoggedLocks(text)
    expect(logged.map(({ line }) => line)).toEqual(expected.map(({ line }) => line))
    const cases = await Promise.all(logged.map((each) => caseOfLogged(each, [], elsewhere)))
    cases.forEach((lock, index) => {
      const want = expected[index]
      if (want !== undefined) check(lock, want)
    })
  })
})

describe('a log that is cut off', () => {
  it.each(names)('%s: names no other lock', (name) => {
    const text = readFileSync(join(FOLDER, name, 'log.txt'), 'utf8')
    const { expect: expected } = JSON.parse(
      readFileSync(join(FOLDER, name, 'case.json'), 'utf8'),
    ) as Case
    const known = expected.flatMap(({ id, printed }) => [id ?? '', printed ?? ''])
    for (let cut = 0; cut < text.length; cut += Math.ceil(text.length / 40)) {
      const parts = [text.slice(0, cut), text.slice(cut)]
      for (const id of parts.flatMap((part) =>
        readLoggedLocks(part).map(({ info }) => info?.id ?? ''),
      )) {
        // What is left of an escape at the very end makes it no ID at all.
        const isOne = /^[\w-]*$/.test(id)
        expect(!isOne || known.some((each) => each.includes(id)), id).toBe(true)
      }
    }
  })
})

function check(lock: LockCase, want: Expected): void {
  const { logged, holder, id, backend, against, notes } = lock
  expect(id).toBe(want.id)
  if (want.backend !== undefined) expect(backend?.type).toBe(want.backend)
  if (want.printed !== undefined) expect(logged?.info?.id).toBe(want.printed)
  if (want.holder !== undefined) expect(holder?.who ?? null).toBe(want.holder)
  for (const field of ['module', 'wording', 'doing', 'message'] as const)
    if (want[field] !== undefined) expect(logged?.[field], field).toBe(want[field])
  for (const field of INFO_FIELDS)
    if (want[field] !== undefined) expect(logged?.info?.[field], field).toBe(want[field])
  const own = against.filter((why) => !/in which folder/.test(why))
  expect(own.length > 0, own.join(' ')).toBe(want.refused === true || want.id === null)
  if (want.cause !== undefined) expect(notes.join(' ')).toMatch(CAUSES[want.cause])
}
