import { basename } from 'node:path'
import type { Fix, Incident } from '@unloop/engine/report'
import { RemedyError } from '../errors.ts'
import type { FileEdit } from '../yaml/edit-files.ts'
import {
  executable,
  execForm,
  execInScript,
  inFront,
  numericUser,
  owned,
  withInit,
  withInterpreter,
  withoutCarriageReturns,
  type ImageEdit,
} from './edits.ts'
import { imageSources, startWord, withText, type ImageSource } from './source.ts'

/** A plan for what an image itself does wrong, with the edits of its Dockerfile and start script. */
export interface ImagePlan {
  readonly fix: Fix
  readonly edits: readonly FileEdit[]
}

/** Null where the folder holds no Dockerfile, or nothing in it is the fault; nothing is written. */
export function planImage(
  incident: Pick<Incident, 'causes' | 'state'>,
  to: string,
): ImagePlan | null {
  const rules = rulesFor(incident)
  if (rules.length === 0) return null
  const source = theOne(imageSources(to), incident, to)
  if (source === null) return null
  const made = applied(source, rules)
  if (made.length === 0) return null
  const why = made.map((each) => each.why)
  return {
    fix: {
      id: 'image/source',
      title: `Build the image anew: ${why.join('; ')}`,
      where: 'image',
      risk: 'low',
      commands: [],
      patch: null,
      verify: 'The new image starts, and ends within seconds when it is asked to.',
    },
    edits: fileEdits(made),
  }
}

type Rule = (source: ImageSource) => ImageEdit | null

const SIGKILL = 137

/** What to look at in the source, by what the diagnosis found. */
const rulesFor = ({
  causes: [cause],
  state,
}: Pick<Incident, 'causes' | 'state'>): readonly Rule[] => {
  const said = cause?.evidence.map(({ excerpt }) => excerpt).join('\n') ?? ''
  const isDenied = /permission denied|EACCES|not permitted/i.test(said)
  switch (cause?.id) {
    case 'bad-command':
    case 'arch-mismatch':
    case 'image-bad':
    case 'runtime-error':
      return [
        withoutCarriageReturns,
        ...(/exec format error/i.test(said) ? [withInterpreter] : []),
        ...(isDenied ? [executable] : []),
      ]
    case 'completes-exit-0':
      return [inFront, execInScript]
    case 'liveness-probe':
    case 'startup-probe':
    case 'lifecycle-hook-failed':
      return state.exitCode === SIGKILL ? [withInit, execForm, execInScript] : []
    case 'security-context':
      return [numericUser]
    case 'permission-denied-fs': {
      const path =
        /(\/[\w./-]+)["'`]?:? ?(?:\(?(?:errno \d+\)?)?\s*)?permission denied|denied[^/\n]{0,40}(\/[\w./-]+)/i.exec(
          said,
        )
      const found = path?.[1] ?? path?.[2]
      return found ? [owned(found)] : []
    }
    default:
      return []
  }
}

/** The Dockerfile whose program the diagnosis names, where there are several. */
const theOne = (
  sources: readonly ImageSource[],
  { causes: [cause] }: Pick<Incident, 'causes'>,
  to: string,
): ImageSource | null => {
  const [first, ...more] = sources
  if (!first || more.length === 0) return first ?? null
  const said = [cause?.title, ...(cause?.evidence ?? []).map(({ excerpt }) => excerpt)].join('\n')
  const named = sources.filter(({ stage }) => {
    const word = startWord(stage)
    return word !== null && said.includes(basename(word))
  })
  if (named.length === 1) return named[0] ?? null
  throw new RemedyError(
    'not-editable',
    `${to} holds ${sources.length} Dockerfiles: ${sources
      .slice(0, 5)
      .map(({ file }) => file.path)
      .join(', ')}.`,
    'Name the one that the image is built from with --to PATH.',
  )
}

/** Rules in order, each on what the ones before it made. */
const applied = (source: ImageSource, rules: readonly Rule[]): readonly ImageEdit[] => {
  const made: ImageEdit[] = []
  let now = source
  for (const rule of rules) {
    const edit = rule(now)
    if (edit === null) continue
    made.push(edit)
    now = withText(now, edit)
  }
  return made
}

const fileEdits = (made: readonly ImageEdit[]): readonly FileEdit[] =>
  [...Map.groupBy(made, ({ file }) => file.path)].map(([path, edits]) => ({
    path,
    before: edits[0]?.file.text ?? '',
    after: edits.at(-1)?.text ?? '',
  }))
