import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../errors.ts'
import type { LogsWanted } from './entry.ts'
import { readPath } from './read-path.ts'

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop' },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
  status: { phase: 'Running' },
}
const PODS = JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: [POD] })
const FILES: Readonly<Record<string, string>> = {
  'objects.json': PODS,
  'logs/shop/web-1/web.log': '2026-11-20T09:00:00Z started\n',
  'logs/shop/web-1/web.previous.log': '2026-11-20T08:00:00Z panic: boom\n',
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unloop-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, content: string | Uint8Array): string => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

interface TarEntry {
  readonly name: string
  readonly content?: string
  readonly type?: 'symlink' | 'link'
  readonly linkname?: string
}

const tarOf = async (entries: readonly TarEntry[]): Promise<Buffer> => {
  const archive = pack()
  for (const { name, content = '', type, linkname } of entries)
    if (type === undefined) archive.entry({ name }, content)
    else archive.entry({ name, type, linkname: linkname ?? '' })
  archive.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of archive as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const filesAsTar = (files = FILES): Promise<Buffer> =>
  tarOf(Object.entries(files).map(([name, content]) => ({ name, content })))

/** CRC-32 as zip has it (ISO 3309). */
const crc32 = (bytes: Uint8Array): number => {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Buffer => {
  const bodies: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content as string)
    const packed = deflateRawSync(raw)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(0x800, 2)
    fixed.writeUInt16LE(8, 4)
    fixed.writeUInt32LE(crc32(raw), 10)
    fixed.writeUInt32LE(packed.length, 14)
    fixed.writeUInt32LE(raw.length, 18)
    fixed.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    index.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        Buffer.from([20, 0]),
        fixed,
        rest,
        Buffer.from(name),
      ]),
    )
    bodies.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(index.length, 4)
  end.writeUInt16LE(index.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end])
}

const failureOf = async (work: Promise<unknown>): Promise<SourceError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof SourceError) return error
  throw new Error(`a SourceError was expected, got ${String(error)}`)
}

const previousOnly: LogsWanted = (objects) =>
  objects.objects.some(({ object }) => object.kind === 'Pod')
    ? [{ namespace: 'shop', pod: 'web-1', container: 'web', runs: ['previous'], why: 'failing' }]
    : []

const summary = async (path: string, logsWanted?: LogsWanted): Promise<readonly string[]> => {
  const snapshot = await readPath(path, logsWanted ? { logsWanted } : {})
  return [
    ...snapshot.objects.map(({ object }) => `${object.kind}/${object.metadata.name ?? ''}`),
    ...snapshot.logs.map((log) => `${log.run}: ${log.text.trim()}`).toSorted(),
  ]
}

const EVERYTHING = [
  'Pod/web-1',
  'current: 2026-11-20T09:00:00Z started',
  'previous: 2026-11-20T08:00:00Z panic: boom',
]

describe('the same dump in every wrapping', () => {
  it('reads a folder', async () => {
    for (const [path, content] of Object.entries(FILES)) write(path, content)
    expect(await summary(folder)).toEqual(EVERYTHING)
  })

  it('reads .tar', async () => {
    expect(await summary(write('dump.tar', await filesAsTar()))).toEqual(EVERYTHING)
  })

  it('reads .tar.gz whatever its name', async () => {
    expect(await summary(write('dump.bin', gzipSync(await filesAsTar())))).toEqual(EVERYTHING)
  })

  it('reads .zip', async () => {
    expect(await summary(write('dump.zip', zipOf(FILES)))).toEqual(EVERYTHING)
  })

  it('reads a .tar.gz that somebody zipped', async () => {
    const zip = zipOf({ 'must-gather.tar.gz': gzipSync(await filesAsTar()) })
    expect(await summary(write('attached.zip', zip))).toEqual(EVERYTHING)
  })

  it('reads a gzipped JSON file', async () => {
    expect(await summary(write('pods.json.gz', gzipSync(PODS)))).toEqual(['Pod/web-1'])
  })

  it('reads an archive from standard input', async () => {
    const bytes = gzipSync(await filesAsTar())
    const stdin = (async function* () {
      yield bytes.subarray(0, 100)
      yield bytes.subarray(100)
    })()
    const snapshot = await readPath('-', { stdin })
    expect(snapshot.logs).toHaveLength(2)
    expect(snapshot.source.name).toBe('standard input')
  })

  it('reads only the logs that are wanted', async () => {
    const expected = ['Pod/web-1', 'previous: 2026-11-20T08:00:00Z panic: boom']
    for (const [path, content] of Object.entries(FILES)) write(`dump/${path}`, content)
    expect(await summary(join(folder, 'dump'), previousOnly)).toEqual(expected)
    expect(await summary(write('d.tgz', gzipSync(await filesAsTar())), previousOnly)).toEqual(
      expected,
    )
  })

  it('goes through a large archive twice instead of keeping its logs', async () => {
    const filler = `${'x'.repeat(1023)}\n`.repeat(1024 * 16)
    const files: Record<string, string> = { ...FILES }
    for (let i = 0; i < 9; i++) files[`logs/shop/other-${i}/web.log`] = filler
    const path = write('large.tgz', gzipSync(await filesAsTar(files), { level: 1 }))
    expect(await summary(path, previousOnly)).toEqual([
      'Pod/web-1',
      'previous: 2026-11-20T08:00:00Z panic: boom',
    ])
  })
})

describe('one file', () => {
  it('reads objects in YAML', async () => {
    const file = write(
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web-1, namespace: shop}\n',
    )
    expect(await summary(file)).toEqual(['Pod/web-1'])
  })

  it('reads a paste from standard input', async () => {
    const stdin = (async function* () {
      yield Buffer.from('panic: runtime error: index out of range [5] with length 3\n')
    })()
    const snapshot = await readPath('-', { stdin })
    expect(snapshot.source.kind).toBe('text')
    expect(snapshot.logs[0]?.text).toContain('index out of range')
  })
})

describe('what the collector noted', () => {
  it('gives the capture time and the gaps', async () => {
    write('objects.json', PODS)
    const meta = {
      schema: 'unloop/collect@1',
      capturedAt: '2026-11-20T09:30:00Z',
      gaps: ['Secrets were not read.'],
    }
    write('unloop-collect.json', JSON.stringify(meta))
    const snapshot = await readPath(folder)
    expect(snapshot.source.capturedAt).toBe('2026-11-20T09:30:00Z')
    expect(snapshot.gaps).toEqual(['Secrets were not read.'])
  })
})

describe('hostile and broken input', () => {
  it('names a path that does not exist', async () => {
    const error = await failureOf(readPath(join(folder, 'nope')))
    expect(error.code).toBe('not-found')
    expect(error.message).toContain('nope does not exist')
  })

  it('does not follow a symbolic link out of the folder', async () => {
    write('objects.json', PODS)
    symlinkSync('/etc/passwd', join(folder, 'passwd.txt'))
    symlinkSync(folder, join(folder, 'loop'))
    const snapshot = await readPath(folder)
    expect(snapshot.objects).toHaveLength(1)
    expect(snapshot.gaps.join()).toContain('2 symbolic links were not followed')
  })

  it('reads nothing through links of an archive', async () => {
    const tar = await tarOf([
      { name: 'objects.json', content: PODS },
      { name: 'logs/shop/web-1/web.log', type: 'symlink', linkname: '/etc/passwd' },
    ])
    const snapshot = await readPath(write('links.tar', tar))
    expect(snapshot.logs).toHaveLength(0)
    expect(snapshot.gaps.join()).toContain('1 link was not followed')
  })

  it.each(['../../evil.json', '/etc/evil.json', '..\\evil.json'])(
    'leaves out the entry %s',
    async (name) => {
      const evil = PODS.replace('web-1', 'evil')
      const tar = await tarOf([
        { name, content: evil },
        { name: 'objects.json', content: PODS },
      ])
      expect(await summary(write('escape.tar', tar))).toEqual(['Pod/web-1'])
      expect(
        await summary(write('escape.zip', zipOf({ [name]: evil, 'objects.json': PODS }))),
      ).toEqual(['Pod/web-1'])
    },
  )

  it('stops at an archive bomb', async () => {
    const zeros = Buffer.alloc(8 * 1024 * 1024)
    const limits = { archiveBytes: 64 * 1024 * 1024, ratio: 100 }
    const tar = gzipSync(await tarOf([{ name: 'a.json', content: zeros.toString('latin1') }]))
    expect((await failureOf(readPath(write('bomb.tgz', tar), { limits }))).code).toBe(
      'archive-bomb',
    )
    const zip = zipOf({ 'a.json': zeros })
    expect((await failureOf(readPath(write('bomb.zip', zip), { limits }))).code).toBe(
      'archive-bomb',
    )
    expect(
      (await failureOf(readPath(write('bomb.json.gz', gzipSync(zeros)), { limits }))).code,
    ).toBe('archive-bomb')
  })

  it('stops at too many entries', async () => {
    const tar = await tarOf(
      Array.from({ length: 20 }, (_, i) => ({ name: `${i}.json`, content: '{}' })),
    )
    const error = await failureOf(readPath(write('many.tar', tar), { limits: { entries: 10 } }))
    expect(error.code).toBe('archive-bomb')
  })

  it('reads what comes before the cut of an archive', async () => {
    const noise = Array.from({ length: 4000 }, (_, i) => `${i} ${Math.sin(i)}`).join('\n')
    const zipped = gzipSync(await filesAsTar({ ...FILES, 'logs/shop/web-2/web.log': noise }))
    const snapshot = await readPath(write('cut.tgz', zipped.subarray(0, zipped.length - 2000)))
    expect(snapshot.objects).toHaveLength(1)
    expect(snapshot.gaps.join()).toContain('cut off')
  })

  it('says that an archive is damaged', async () => {
    expect((await failureOf(readPath(write('d.zip', 'PK\x03\x04 no zip')))).code).toBe(
      'archive-damaged',
    )
    const header = gzipSync(PODS).subarray(0, 12)
    expect((await failureOf(readPath(write('d.tgz', header)))).code).toBe('archive-damaged')
  })

  it('says that a file is empty, binary or no dump', async () => {
    expect((await failureOf(readPath(write('empty.txt', '')))).code).toBe('not-a-dump')
    const binary = Buffer.from([0, 1, 2, 0, 0, 3, 0, 0, 9, 0, 0, 0])
    expect((await failureOf(readPath(write('a.out', binary)))).code).toBe('not-a-dump')
    mkdirSync(join(folder, 'hollow'))
    expect((await failureOf(readPath(join(folder, 'hollow')))).code).toBe('not-a-dump')
  })

  it('keeps the rest of a folder where one file is truncated', async () => {
    write('objects.json', PODS)
    write('broken.json', PODS.slice(0, 40))
    const snapshot = await readPath(folder)
    expect(snapshot.objects.some(({ object }) => object.metadata.name === 'web-1')).toBe(true)
    expect(snapshot.gaps.join()).toContain('broken.json')
  })
})
