import { duplicateRules, expressionProblem, loadRuleFile } from '@unloop/alerting/rules'
import { EXIT, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { readText } from './read-text.ts'

/** What is checked, and how strictly, as promtool's options say. */
export interface CheckOptions {
  readonly paths: readonly string[]
  readonly ignoresUnknownFields: boolean
  /** What would work and is not meant that way is an error, too. */
  readonly lintFails: boolean
}

/** What was found in a file: mistakes, and what is only bad practice. */
interface Findings {
  readonly mistakes: readonly string[]
  readonly lint: readonly string[]
  readonly rules: number
}

/** Checks files of rules with promtool's words and exit statuses: 1 for a mistake, 3 for what --lint-fatal refuses. */
export async function checkRules(options: CheckOptions, io: Io): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.nothingFound
  for (const path of options.paths) {
    await io.out(`Checking ${cleanText(path === '-' ? 'standard input' : path)}\n`)
    const { mistakes, lint, rules } = await findingsOf(path, options, io)
    const found = [...mistakes, ...lint]
    if (found.length > 0) io.err(cleanText(`  FAILED:\n${found.join('\n')}\n`))
    else await io.out(`  SUCCESS: ${rules} rules found\n`)
    if (mistakes.length > 0) status = EXIT.incidentsFound
    else {
      await io.out('\n')
      if (lint.length > 0 && options.lintFails && status === EXIT.nothingFound)
        status = EXIT.sourceUnreadable
    }
  }
  return status
}

/** What a file holds and what is wrong with it; places are told with the file's name, as promtool tells them. */
async function findingsOf(path: string, options: CheckOptions, io: Io): Promise<Findings> {
  const read = await readText(path, io)
  if ('problem' in read) return { mistakes: [read.problem], lint: [], rules: 0 }
  const { ignoresUnknownFields } = options
  const { groups, problems } = loadRuleFile(read.text, { expressionProblem, ignoresUnknownFields })
  const rules = groups.reduce((sum, group) => sum + (group.rules?.length ?? 0), 0)
  const named = problems.map((problem) => (path === '-' ? problem : `${path}: ${problem}`))
  if (named.length > 0) return { mistakes: named, lint: [], rules }
  const duplicates = duplicateRules(groups)
  const lint = duplicates === undefined ? [] : [`lint error ${duplicates}`]
  return { mistakes: [], lint, rules }
}
