import { dirname, relative } from 'node:path'
import {
  ConfigError,
  expressionProblem,
  type LoadedRules,
  loadRuleFile,
  matchingFiles,
  readTestFile,
  runRuleTests,
} from '@unloop/alerting/rules'
import { EXIT, type ExitStatus, UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { readText } from './read-text.ts'

/** Files of unit tests, and which of their groups run. */
export interface TestOptions {
  readonly paths: readonly string[]
  readonly ignoresUnknownFields: boolean
  /** Patterns of names of test groups; without one all are run. */
  readonly run: readonly string[]
}

/** Runs promtool's unit tests of rules, with its words and exit statuses. */
export async function testRules(options: TestOptions, io: Io): Promise<ExitStatus> {
  const run = runPattern(options.run)
  let status: ExitStatus = EXIT.nothingFound
  for (const path of options.paths) {
    const problems = await problemsOf(path, { ...options, pattern: run }, io)
    if (problems.length === 0) await io.out('  SUCCESS\n\n')
    else {
      status = EXIT.incidentsFound
      io.err('  FAILED:\n')
      for (const problem of problems) {
        io.err(`${cleanText(problem)}\n`)
        await io.out('\n')
      }
      await io.out('\n')
    }
  }
  return status
}

/** Names of groups that are wanted. @throws {UsageError} for what is no pattern */
function runPattern(texts: readonly string[]): RegExp | undefined {
  if (texts.length === 0) return undefined
  try {
    return new RegExp(texts.join('|'))
  } catch {
    throw new UsageError({
      code: 'option-value-invalid',
      message: `--run ${texts.join(' --run ')} is no regular expression.`,
      next: 'Give a pattern of names of test groups, such as --run "crash.*".',
    })
  }
}

/** A file's tests, with the pattern of all `--run`. */
interface FileOptions extends TestOptions {
  readonly pattern: RegExp | undefined
}

/** What failed in a file; no item if all tests hold. */
async function problemsOf(path: string, options: FileOptions, io: Io): Promise<readonly string[]> {
  const read = await readText(path, io)
  if ('problem' in read) return [read.problem.slice(path.length + 2)]
  try {
    const config = readTestFile(read.text)
    const { rules, problems } = await rulesOf(config.rule_files ?? [], { ...options, path }, io)
    const { pattern } = options
    return await runRuleTests({
      config,
      rules,
      ruleProblems: problems,
      ...(pattern === undefined ? {} : { run: pattern }),
    })
  } catch (error) {
    if (error instanceof ConfigError) return [error.message]
    throw error
  }
}

/** The rules that a file of tests names, relative to its own folder. */
async function rulesOf(
  patterns: readonly string[],
  { path, ignoresUnknownFields }: FileOptions & { readonly path: string },
  io: Io,
): Promise<{ readonly rules: readonly LoadedRules[]; readonly problems: readonly string[] }> {
  const rules: LoadedRules[] = []
  for (const pattern of patterns) {
    const files = await matchingFiles(pattern, dirname(path))
    if (files.length === 0) io.err(cleanText(`  WARNING: no file match pattern ${pattern}\n`))
    for (const found of files) {
      const file = relative('', found)
      const read = await readText(file, io)
      if ('problem' in read) return { rules: [], problems: [read.problem] }
      const loaded = loadRuleFile(read.text, { expressionProblem, ignoresUnknownFields })
      const problems = loaded.problems.map((one) => `${file}: ${one}`)
      if (problems.length > 0) return { rules: [], problems }
      rules.push({ file, groups: loaded.groups })
    }
  }
  return { rules, problems: [] }
}
