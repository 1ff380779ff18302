import { sh } from '@unloop/engine/commands'
import { SCHEMA_VERSION } from '@unloop/lint'
import { execFile } from 'node:child_process'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Io } from '../../io.ts'
import { reasonOf, type InputPart, type Target } from './part.ts'
import { renderedParts } from './rendered.ts'

const MOST_BYTES = 256 * 1024 * 1024
const TIMEOUT_MS = 60_000

/** Runs a program of the user; null where it is not installed. */
export async function outputOf(
  program: string,
  args: readonly string[],
  io: Io,
): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      env: io.env,
      maxBuffer: MOST_BYTES,
      timeout: TIMEOUT_MS,
    })
    return stdout
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(said === '' ? reasonOf(cause) : said.split('\n').slice(0, 3).join(' '), {
      cause,
    })
  }
}

/** Renders the chart with the user's own helm; without it, the templates are no manifests. */
export async function readChart(
  folder: string,
  target: Target,
  { io, helmArgs }: { readonly io: Io; readonly helmArgs: readonly string[] },
): Promise<void> {
  const pipe = `Pipe its output instead: ${sh`helm template ${folder} ${helmArgs} | unloop lint -`}`
  try {
    const text = await rendered(['template', releaseName(folder), resolve(folder), ...helmArgs], io)
    if (text === null)
      target.notes.push(
        `${folder} is a Helm chart and was not read: helm is not installed. ${pipe}.`,
      )
    else target.parts.push(...(await chartParts(text, folder)))
  } catch (cause) {
    target.notes.push(
      `${folder} is a Helm chart and was not read: helm template failed: ${reasonOf(cause)}. ${pipe}.`,
    )
  }
}

/**
 * Without a release of the user's own, the chart is rendered for the one by which it is judged, since helm's own default is as old
 * as helm; where the chart does not take that one, for helm's.
 */
async function rendered(args: readonly string[], io: Io): Promise<string | null> {
  if (args.includes('--kube-version')) return outputOf('helm', args, io)
  try {
    return await outputOf('helm', [...args, '--kube-version', SCHEMA_VERSION], io)
  } catch (cause) {
    if (!/kube-?version/i.test(reasonOf(cause))) throw cause
    return outputOf('helm', args, io)
  }
}

const chartParts = (text: string, folder: string): Promise<readonly InputPart[]> =>
  renderedParts({
    text,
    name: `${folder} (helm template)`,
    bundle: resolve(folder),
    // The first step is the chart's name, whatever its folder is called.
    fileOf: (source) =>
      source.split('/').includes('..') ? null : join(folder, ...source.split('/').slice(1)),
  })

/** Release names are DNS labels of at most 53 characters (helm, pkg/chartutil). */
const releaseName = (folder: string): string =>
  basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '') || 'release'
