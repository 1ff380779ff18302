import { stat } from 'node:fs/promises'
import { basename, dirname, join, posix } from 'node:path'
import { readSmallFile } from '@unloop/sources/text-file'
import { absolute, imageConfigOf, type Build, type Dockerfile, type ScriptFile } from '@unloop/lint'
import { readDockerfile, readScript } from '@unloop/formats'
import { textOf } from './part.ts'

/** `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`, and the same of Containerfile. */
export function isDockerfile(name: string): boolean {
  return (
    /^(?:Docker|Container)file(?:[.-][\w.-]+)?$|\.(?:docker|container)file$/i.test(name) &&
    !name.endsWith('.dockerignore')
  )
}

/** Above the Dockerfile the context may begin so many folders. */
const MAX_UP = 2
const MAX_SCRIPT_BYTES = 1024 * 1024

/** A Dockerfile with the scripts that its image starts with, as far as its context holds them. */
export async function readBuild(text: string, file: string): Promise<Build> {
  const dockerfile = readDockerfile(text, file)
  const scripts: ScriptFile[] = []
  for (const source of startFiles(dockerfile)) {
    const script = await scriptIn(dirname(file), source)
    if (script !== null) scripts.push(script)
  }
  return { dockerfile, scripts }
}

/** Paths of the context of what ENTRYPOINT and CMD name. */
function startFiles(dockerfile: Dockerfile): ReadonlySet<string> {
  const { entrypoint, cmd, copies, workdir } = imageConfigOf({ dockerfile, scripts: [] })
  const words = [...(entrypoint?.words ?? []), ...(cmd?.words ?? [])].map((word) => word.text)
  const sources = words
    .filter((word) => /^[\w./-]*\w$/.test(word))
    .flatMap((word) =>
      copies
        .filter(({ isForeign }) => !isForeign)
        .flatMap(({ source, target }) => {
          const wanted =
            word.includes('/') || basename(target) !== word ? absolute(word, workdir) : target
          if (target === wanted) return [source]
          const below = `${target.replace(/\/$/, '')}/`
          if (!wanted.startsWith(below)) return []
          const folder = source.includes('*') ? posix.dirname(source) : source
          return [posix.join(folder, wanted.slice(below.length))]
        }),
    )
  return new Set(sources)
}

async function scriptIn(folder: string, source: string): Promise<ScriptFile | null> {
  // What leaves the context is no part of it.
  if (source.startsWith('/') || source.split('/').includes('..')) return null
  for (let up = 0, at = folder; up <= MAX_UP; up++, at = join(at, '..')) {
    const path = join(at, source)
    const found = await stat(path).catch(() => null)
    if (found?.isFile() !== true || found.size > MAX_SCRIPT_BYTES) continue
    const text = textOf(await readSmallFile(path))
    // A program, not a script.
    if (text.includes('\0')) return null
    return readScript(text, path, process.platform === 'win32' ? null : (found.mode & 0o111) !== 0)
  }
  return null
}
