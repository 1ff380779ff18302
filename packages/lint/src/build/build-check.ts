import type { Bundle } from '../bundle.ts'
import type { CheckFacts, Severity } from '../check.ts'
import type { Spot } from '../manifest.ts'
import type { Site } from '../workload.ts'
import type { Build, Instruction, ScriptFile } from './build.ts'
import { absolute, imageConfigOf, type ImageConfig } from './image-config.ts'

/** A mistake in a Dockerfile or in the script that an image starts with. */
export interface BuildCheck extends CheckFacts {
  readonly find: (view: BuildView) => readonly BuildFound[]
}

/** What a check says of one place of a build. */
export interface BuildFound {
  /** Null for the Dockerfile itself. */
  readonly script: ScriptFile | null
  readonly spot: Spot
  /** `ENTRYPOINT`, `USER`; for scripts the part that is meant. */
  readonly path: string
  readonly message: string
  readonly happens?: string
  readonly fix?: string
  readonly severity?: Severity
}

/** A build, what its image does, and the containers that run it as far as names tell. */
export interface BuildView {
  readonly build: Build
  readonly config: ImageConfig
  readonly sites: readonly Site[]
  /** The script that the image starts with, by the words that start it. */
  readonly start: Start | null
}

/** What the image runs first, where the manifests leave it alone. */
export interface Start {
  readonly instruction: Instruction
  /** The file that the kernel executes. */
  readonly program: string
  /** Of the build's context. */
  readonly script: ScriptFile | null
  /** A shell or interpreter reads the script: it needs neither a mode nor a first line. */
  readonly isInterpreted: boolean
}

/** What checks of one Dockerfile see: what its image becomes, who runs it, and what it starts with. */
export function buildViewOf(build: Build, bundle: Bundle, builds: readonly Build[]): BuildView {
  const config = imageConfigOf(build)
  return { build, config, sites: sitesOf(build, bundle, builds), start: startOf(build, config) }
}

// Programs that run a script which is named to them.
const INTERPRETER = /^(?:.*\/)?(?:sh|bash|ash|dash|zsh|python[\d.]*|node|ruby|perl|php)$/
// Programs that start another one.
const WRAPPER = /^(?:.*\/)?(?:tini|dumb-init|catatonit|env|exec)$/

/** The program that an image starts, as far as its instructions tell; null for none. */
function startOf(build: Build, config: ImageConfig): Start | null {
  const instruction = config.entrypoint ?? config.cmd
  if (instruction === null) return null
  const words = instruction.words.map(({ text }) => text)
  let from = 0
  while (WRAPPER.test(words[from] ?? '') || (from > 0 && /^-|=/.test(words[from] ?? ''))) from++
  const isInterpreted = INTERPRETER.test(words[from] ?? '')
  const program = isInterpreted
    ? words.slice(from + 1).find((word) => !word.startsWith('-'))
    : words[from]
  if (program === undefined || /\s/.test(program)) return null
  return { instruction, program, script: scriptOf(build, config, program), isInterpreted }
}

/** The file of the context that is copied to where the program is looked for. */
function scriptOf(build: Build, config: ImageConfig, program: string): ScriptFile | null {
  const name = program.slice(program.lastIndexOf('/') + 1)
  const wanted = program.includes('/') ? absolute(program, config.workdir) : null
  const copy = config.copies.findLast(({ target, source, isForeign }) => {
    if (isForeign) return false
    const isFile = target.endsWith(`/${name}`) && (wanted === null || target === wanted)
    return (
      isFile ||
      (wanted !== null &&
        wanted.startsWith(`${target.replace(/\/$/, '')}/`) &&
        !source.includes('*'))
    )
  })
  if (copy === undefined) return null
  const files = build.scripts.filter(({ file }) => file === name || file.endsWith(`/${name}`))
  return files.find(({ file }) => file.endsWith(`/${copy.source}`)) ?? files[0] ?? null
}

/**
 * The containers that run the image: those whose image bears the name of the Dockerfile's folder or of its suffix, or, where there
 * is one Dockerfile alone, all of the one image that nobody else knows.
 */
function sitesOf({ dockerfile }: Build, bundle: Bundle, builds: readonly Build[]): readonly Site[] {
  const own = bundle.workloads
    .flatMap(({ workload }) => workload?.sites ?? [])
    .filter(({ image }) => image.facts === null && image.text !== '')
  const names = namesOf(dockerfile.file)
  const named = own.filter(({ image }) => names.has(lastOf(image.repository)))
  if (named.length > 0) return named
  const images = new Set(own.map(({ image }) => image.repository))
  return builds.length === 1 && images.size === 1 ? own : []
}

/** The last part of a path. */
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Folders that are called after what they hold, and not after the program. */
const SAYS_NOTHING = /^(?:images?|docker|build|container|src|app|tests?|ci|deploy|dev|prod)$/i

/** Names by which a Dockerfile belongs to an image: that of its folder, or what stands beside the word Dockerfile. */
export function namesOf(file: string): ReadonlySet<string> {
  const parts = file.split('/')
  const name = parts.at(-1) ?? ''
  const folder = parts.at(-2)
  const suffix = /^(?:Dockerfile|Containerfile)[.-](.+)$/i.exec(name)?.[1]
  const prefix = /^(.+)\.(?:Dockerfile|Containerfile)$/i.exec(name)?.[1]
  return new Set(
    [folder, suffix, prefix].filter(
      (each) => each !== undefined && !/^\.*$/.test(each) && !SAYS_NOTHING.test(each),
    ) as string[],
  )
}
