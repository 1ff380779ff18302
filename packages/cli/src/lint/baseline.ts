import { writeFile } from 'node:fs/promises'
import { readSmallText } from '@unloop/sources/text-file'
import type { LintFinding } from '@unloop/lint'
import { UsageError } from '../errors.ts'
import { fingerprint } from './findings/fingerprint.ts'

/** The file of a baseline. */
interface Baseline {
  readonly schema: 'unloop/lint-baseline@1'
  /** Fingerprints with what they stand for, so that a person can read the file. */
  readonly findings: Readonly<Record<string, string>>
}

/** What was known before: its findings are not told again. */
export async function readBaseline(file: string): Promise<ReadonlySet<string>> {
  try {
    const { schema, findings } = JSON.parse(await readSmallText(file)) as Partial<Baseline>
    if (schema === 'unloop/lint-baseline@1') return new Set(Object.keys(findings ?? {}))
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause))
  }
  throw invalid(file, 'its schema is not unloop/lint-baseline@1')
}

/** @throws {UsageError} why a baseline cannot be read */
const invalid = (file: string, why: string): UsageError =>
  new UsageError({
    code: 'option-value-invalid',
    message: `The baseline ${file} could not be read: ${why}.`,
    next: 'Make one with unloop lint --write-baseline FILE.',
  })

/** Writes the findings of today; a file that is there is replaced. */
export async function writeBaseline(file: string, findings: readonly LintFinding[]): Promise<void> {
  const baseline: Baseline = {
    schema: 'unloop/lint-baseline@1',
    findings: Object.fromEntries(
      findings.map((each) => [
        fingerprint(each),
        `${each.code} ${each.file} ${each.object} ${each.path}`,
      ]),
    ),
  }
  await writeFile(file, `${JSON.stringify(baseline, null, 2)}\n`)
}
