import { writeFile } from 'node:fs/promises'
import { readSmallFile } from '@unloop/sources/text-file'
import type { LintFinding, LintReport } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { applyEdits, type WantedEdit } from '@unloop/remedy'
import type { Io } from '../../io.ts'
import type { Paint } from '../../output/paint.ts'
import { isAgreed } from '../../output/question.ts'
import { plural } from '@unloop/engine/phrases'
import { fingerprint } from '../findings/fingerprint.ts'
import type { InputPart } from '../inputs/part.ts'
import { shownDiff } from './shown-diff.ts'

interface FixRequest {
  readonly parts: readonly InputPart[]
  /** What is told of these parts: the corrections come from its findings. */
  readonly lint: (parts: readonly InputPart[]) => LintReport
  readonly isDry: boolean
  readonly isAgreed: boolean
  readonly paint: Paint
  /** Where the diff goes. */
  readonly show: (text: string) => Promise<void>
}

interface FixedFile {
  readonly file: string
  readonly before: string
  readonly after: string
}

/** One correction may show the next one; there is no chain of more than a few. */
const MOST_ROUNDS = 4
/** As much as is read for the checks. */
const MOST_BYTES = 64 << 20

/** Shows the corrections and writes them where that is wanted; gives what is to be told afterwards. */
export async function fixFiles(request: FixRequest, io: Io): Promise<LintReport> {
  const before = request.lint(request.parts)
  const work = new Work(request)
  const after = await work.run(before)
  const files = work.files()
  for (const each of files) await request.show(shownDiff(each, request.paint))
  for (const note of work.notes()) io.err(`unloop: ${note}\n`)
  if (files.length === 0) {
    io.err('unloop: Nothing was changed: no finding has a correction that is certain.\n')
    return before
  }
  const kept = new Set(after.findings.map(fingerprint))
  const fixed = before.findings.filter((each) => !kept.has(fingerprint(each))).length
  const what = `${plural(fixed, 'finding')} in ${plural(files.length, 'file')}`
  if (request.isDry) {
    io.err(`unloop: --fix would correct ${what}. Nothing was written.\n`)
    return before
  }
  if (!request.isAgreed && !(await isAgreed(`Correct ${what}?`, io))) {
    io.err(`unloop: Nothing was written.${io.terminal.in ? '' : ' Add --yes to write it.'}\n`)
    return before
  }
  for (const { file, after: text } of files) await writeFile(file, text)
  io.err(`unloop: Corrected ${what}.\n`)
  return after
}

class Work {
  readonly #request: FixRequest
  readonly #texts = new Map<string, { readonly before: string; after: string }>()
  /** Why files or lines were left, by what is left. */
  readonly #refused = new Map<string, string>()

  constructor(request: FixRequest) {
    this.#request = request
  }

  async run(first: LintReport): Promise<LintReport> {
    let report = first
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const changed = new Set<string>()
      for (const [file, findings] of Map.groupBy(report.findings, ({ file: each }) => each)) {
        const wanted = findings.filter(({ edits }) => edits !== undefined)
        if (wanted.length > 0 && (await this.#edit(file, wanted))) changed.add(file)
      }
      if (changed.size === 0) return report
      report = this.#request.lint(this.#parts())
    }
    return report
  }

  async #edit(file: string, findings: readonly LintFinding[]): Promise<boolean> {
    const text = await this.#text(file)
    if (text === null) return false
    const wanted = findings.map(({ line, edits = [] }): WantedEdit => ({ line, edits }))
    const { text: after, refused } = applyEdits(text.after, wanted)
    for (const [index, why] of refused)
      this.#refused.set(`${file}:${findings[index]?.line} ${findings[index]?.code}`, why)
    const isChanged = after !== text.after
    text.after = after
    return isChanged
  }

  async #text(file: string) {
    const known = this.#texts.get(file)
    if (known !== undefined) return known
    const part = this.#request.parts.find((each) => each.file === file)
    const why =
      part === undefined || part.origin === 'rendered'
        ? 'it was rendered: change the template, or the value that it reads'
        : part.origin === 'input'
          ? 'standard input has no file to write to'
          : null
    if (why !== null) {
      this.#refused.set(file, why)
      return null
    }
    const bytes = await readSmallFile(file, MOST_BYTES)
    const text = bytes.toString('utf8')
    if (!Buffer.from(text).equals(bytes)) {
      this.#refused.set(file, 'it is not written in UTF-8')
      return null
    }
    const made = { before: text, after: text }
    this.#texts.set(file, made)
    return made
  }

  #parts(): readonly InputPart[] {
    return this.#request.parts.map((part) => {
      const text = this.#texts.get(part.file)
      return text === undefined || text.before === text.after
        ? part
        : { ...part, read: readManifests(text.after, part.file) }
    })
  }

  files(): readonly FixedFile[] {
    return [...this.#texts].flatMap(([file, { before, after }]) =>
      before === after ? [] : [{ file, before, after }],
    )
  }

  notes(): readonly string[] {
    return [...this.#refused].map(([what, why]) => `${what} was not corrected: ${why}.`)
  }
}
