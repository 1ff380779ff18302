import { imageOf, type Image } from '../image.ts'
import type { Build, Dockerfile, Heredoc, Instruction, PlacedWord, Stage } from './build.ts'

/** What an image of a Dockerfile is configured to do, as far as its last stage and those that it builds upon say. */
export interface ImageConfig {
  /** What the first of these stages is built upon; null for scratch. */
  readonly base: Image | null
  readonly entrypoint: Instruction | null
  readonly cmd: Instruction | null
  readonly user: PlacedWord | null
  readonly workdir: string
  readonly copies: readonly Copy[]
  /** All that RUN does, heredocs included. */
  readonly runs: string
}

/** One file or folder that COPY or ADD brings in. */
export interface Copy {
  readonly source: string
  /** Where it goes, as an absolute path. */
  readonly target: string
  /** `--chmod`. */
  readonly mode: string | null
  /** `--from`: it comes from another stage or image, and nobody knows what it is. */
  readonly isForeign: boolean
  readonly instruction: Instruction
}

/**
 * The configuration of the last stage, with what its base stages give it; what a registry's image has is not known.
 */
export function imageConfigOf({ dockerfile }: Build): ImageConfig {
  const variables = new Map<string, string>()
  for (const each of dockerfile.global) define(variables, each)
  const chain = stagesOf(dockerfile, variables)
  const config: Mutable = {
    entrypoint: null,
    cmd: null,
    user: null,
    workdir: '/',
    copies: [],
    runs: [],
  }
  for (const stage of chain) for (const each of stage.instructions) apply(config, each, variables)
  const from = expand(chain[0]?.from ?? '', variables)
  return {
    ...config,
    runs: config.runs.join('\n'),
    base: from === 'scratch' ? null : imageOf(from),
  }
}

/** What an image is made of so far, while its instructions are gone through. */
interface Mutable {
  entrypoint: Instruction | null
  cmd: Instruction | null
  user: PlacedWord | null
  workdir: string
  copies: Copy[]
  runs: string[]
}

/** The last stage behind those that it is built upon, the first one first. */
function stagesOf(
  dockerfile: Dockerfile,
  variables: ReadonlyMap<string, string>,
): readonly Stage[] {
  const { stages } = dockerfile
  const chain: Stage[] = []
  for (let at = stages.length - 1; at >= 0;) {
    const stage = stages[at]
    if (stage === undefined) break
    chain.unshift(stage)
    const from = expand(stage.from, variables)
    const before = stages.slice(0, at).findLastIndex(({ name }) => name === from)
    at = before
  }
  return chain
}

/** One instruction's effect. `ENTRYPOINT` takes back the `CMD` of the base image, not one of the same file. */
function apply(config: Mutable, each: Instruction, variables: Map<string, string>): void {
  switch (each.keyword) {
    case 'ENTRYPOINT':
      config.entrypoint = each
      return
    case 'CMD':
      config.cmd = each
      return
    case 'USER': {
      const [word] = each.words
      config.user = word === undefined ? null : { ...word, text: expand(word.text, variables) }
      return
    }
    case 'WORKDIR':
      config.workdir = absolute(expand(each.text, variables), config.workdir)
      return
    case 'ARG':
    case 'ENV':
      define(variables, each)
      return
    case 'RUN':
      config.runs.push(each.text, ...each.heredocs.map(({ text }: Heredoc) => text))
      return
    case 'COPY':
    case 'ADD':
      config.copies.push(...copiesOf(each, config.workdir, variables))
  }
}

/** What a COPY or ADD brings to where; a copy from another stage is foreign, so that nothing is known of its content. */
function copiesOf(
  instruction: Instruction,
  workdir: string,
  variables: ReadonlyMap<string, string>,
): readonly Copy[] {
  const words = instruction.words.map(({ text }) => expand(text, variables))
  const written = words.at(-1) ?? ''
  const sources = words.slice(0, -1).filter((word) => !word.startsWith('<<'))
  const target = absolute(written, workdir)
  const isFolder = written.endsWith('/') || written === '.' || sources.length > 1
  return sources.map((source) => ({
    source: source.replace(/^\.\//, ''),
    target:
      isFolder && looksLikeFile(source) ? `${target.replace(/\/$/, '')}/${lastOf(source)}` : target,
    mode: instruction.flags['chmod'] ?? null,
    isForeign: instruction.flags['from'] !== undefined || /^https?:/.test(source),
    instruction,
  }))
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Whether a target without a slash at its end is meant as a file. */
const looksLikeFile = (path: string): boolean =>
  /[^/.]\.[A-Za-z]\w*$|entrypoint$|^[\w-]+$/.test(lastOf(path))

/** A path of the image, with the folder that relative ones begin at. */
export function absolute(path: string, workdir: string): string {
  const whole = path.startsWith('/') ? path : `${workdir.replace(/\/$/, '')}/${path}`
  const parts: string[] = []
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** ARG and ENV, in both of their forms. */
function define(variables: Map<string, string>, { keyword, words, text }: Instruction): void {
  if (keyword !== 'ARG' && keyword !== 'ENV') return
  const [first, second] = words
  if (
    keyword === 'ENV' &&
    first !== undefined &&
    !first.text.includes('=') &&
    second !== undefined
  ) {
    variables.set(first.text, expand(text.slice(first.text.length).trim(), variables))
    return
  }
  for (const word of words) {
    const at = word.text.indexOf('=')
    if (at > 0) variables.set(word.text.slice(0, at), expand(word.text.slice(at + 1), variables))
  }
}

/** `$NAME`, `${NAME}` and `${NAME:-default}`; what is not known stays as it is written. */
const expand = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(
    /\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
    (...[whole = '', braced, fallback, bare]: string[]) =>
      variables.get(braced ?? bare ?? '') ?? fallback ?? whole,
  )
