import { ConfigError } from '@unloop/alerting/rules'
import { EXIT, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { filesAt } from './files-at.ts'
import { readText } from './read-text.ts'

/** What objects became. */
interface Converted {
  readonly text: string
  /** What was left out, in sentences. */
  readonly notes: readonly string[]
  /** How many objects were converted. */
  readonly objects: number
}

/** How objects are converted. */
interface Conversion {
  readonly convert: (texts: readonly string[]) => Converted | Promise<Converted>
  /** What is said where the files hold no object of the kind. */
  readonly missing: string
}

/** Prints what operators' objects in files become; what is left out is told on standard error. */
export async function printConverted(
  paths: readonly string[],
  { convert, missing }: Conversion,
  io: Io,
): Promise<ExitStatus> {
  const texts: string[] = []
  for (const path of await filesAt(paths)) {
    const read = await readText(path, io)
    if ('problem' in read) {
      io.err(cleanText(`${read.problem}\n`))
      return EXIT.sourceUnreadable
    }
    texts.push(read.text)
  }
  try {
    const { text, notes, objects } = await convert(texts)
    for (const note of notes) io.err(cleanText(`${note}\n`))
    if (objects === 0) io.err(`${missing}\n`)
    else await io.out(text)
    return objects === 0 ? EXIT.incidentsFound : EXIT.nothingFound
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    io.err(cleanText(`${error.message}\n`))
    return EXIT.incidentsFound
  }
}
