import { readSmallText } from '@unloop/sources/text-file'
import type { Manifest, Spot, TextProblem } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import type { InputPart } from './part.ts'

interface Rendering {
  readonly text: string
  /** What is named where the source of a document is not known: `chart (helm template)`. */
  readonly name: string
  readonly bundle: string
  /** The template's file for what stands behind `# Source:`; null where it is none of ours. */
  readonly fileOf: (source: string) => string | null
}

/** The documents of a rendering, each told of its template where a `# Source:` comment names it. */
export async function renderedParts(rendering: Rendering): Promise<readonly InputPart[]> {
  const templates = new Map<string, readonly string[] | null>()
  const parts: InputPart[] = []
  for (const text of rendering.text.split(/^(?=---\s*$)/m)) {
    const source = /^# Source: (.+?)\s*$/m.exec(text)?.[1]
    const file = source === undefined ? null : rendering.fileOf(source)
    const known = file === null ? null : await linesOf(file, templates)
    const read = readManifests(text, known === null ? rendering.name : (file ?? rendering.name))
    const place = known === null ? null : new TemplateLines(text.split('\n'), known)
    parts.push({
      file: read.manifests[0]?.file ?? read.problems[0]?.file ?? rendering.name,
      origin: 'rendered',
      bundle: rendering.bundle,
      read:
        place === null
          ? read
          : {
              ...read,
              manifests: read.manifests.map((each) => movedManifest(each, place)),
              problems: read.problems.map((each) => movedProblem(each, place)),
            },
    })
  }
  return parts
}

async function linesOf(
  file: string,
  known: Map<string, readonly string[] | null>,
): Promise<readonly string[] | null> {
  if (!known.has(file)) {
    const text = await readSmallText(file).catch(() => null)
    known.set(file, text === null ? null : text.split(/\r?\n/))
  }
  return known.get(file) ?? null
}

const movedManifest = (manifest: Manifest, place: TemplateLines): Manifest => ({
  ...manifest,
  locate: (path, part) => place.spot(manifest.locate(path, part)),
  lineText: (line) => place.lineText(line),
})

const movedProblem = (problem: TextProblem, place: TemplateLines): TextProblem => ({
  ...problem,
  spot: place.spot(problem.spot),
})

/** From lines of a rendering to those of its template: equal ones, or those whose text around the actions is the same. */
class TemplateLines {
  readonly #rendered: readonly string[]
  readonly #template: readonly string[]
  #map: readonly number[] | null = null

  constructor(rendered: readonly string[], template: readonly string[]) {
    this.#rendered = rendered
    this.#template = template
  }

  spot({ line, column }: Spot): Spot {
    const at = this.#lines()[line - 1] ?? 0
    const rendered = this.#rendered[line - 1] ?? ''
    const text = this.#template[at] ?? ''
    const indent = text.search(/\S|$/) - rendered.search(/\S|$/)
    return { line: at + 1, column: Math.max(1, Math.min(column + indent, text.length + 1)) }
  }

  readonly lineText = (line: number): string => this.#template[line - 1] ?? ''

  #lines(): readonly number[] {
    return (this.#map ??= aligned(this.#rendered, this.#template))
  }
}

/** Loops render a line several times and conditions none: for each line the next one that fits, else an earlier one. */
function aligned(rendered: readonly string[], template: readonly string[]): readonly number[] {
  const fits = template.map(fitting)
  let last = 0
  return rendered.map((line) => {
    const text = line.trim()
    if (text === '' || text === '---') return last
    const ahead = fits.findIndex((isFit, at) => at >= last && isFit(text))
    const found = ahead === -1 ? fits.findIndex((isFit) => isFit(text)) : ahead
    if (found !== -1) last = found
    return last
  })
}

function fitting(line: string): (text: string) => boolean {
  const bare = line.trim()
  if (!bare.includes('{{')) return (text) => bare !== '' && text === bare
  const fixed = bare.split(/\{\{.*?\}\}/).map((each) => each.trim())
  // An action alone on its line says nothing of what it renders.
  if (fixed.join('').length < 2) return () => false
  const [first = ''] = fixed
  return (text) => text.startsWith(first) && fixed.every((each) => text.includes(each))
}
