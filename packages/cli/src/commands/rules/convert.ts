import { convertRules, ConfigError } from '@unloop/alerting/rules'
import { EXIT, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { readText } from './read-text.ts'
import { filesAt } from './files-at.ts'

/** Prints the rules of operators' objects as one file for Prometheus; what is left out is told on standard error. */
export async function convertRuleObjects(paths: readonly string[], io: Io): Promise<ExitStatus> {
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
    const { text, notes, objects } = convertRules(texts)
    for (const note of notes) io.err(cleanText(`${note}\n`))
    if (objects === 0) io.err('There is no PrometheusRule or VMRule in what was given.\n')
    else await io.out(text)
    return objects === 0 ? EXIT.incidentsFound : EXIT.nothingFound
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    io.err(cleanText(`${error.message}\n`))
    return EXIT.incidentsFound
  }
}
