import { CHECK_CODES, SCHEMA_VERSION } from '@unloop/lint'
import { UsageError } from '../errors.ts'
import { didYouMean } from '../options/suggest.ts'

/** Which checks are to run, and for which release. */
interface Chosen {
  readonly only: readonly string[]
  readonly disable: readonly string[]
  readonly 'kubernetes-version': string | undefined
}

/** Throws a `UsageError` for a check that does not exist, also among the team's own, or what is no release. */
export function checkChosen(options: Chosen, own: readonly string[] = []): void {
  const known = [...CHECK_CODES, ...own]
  for (const code of [...options.only, ...options.disable])
    if (!known.includes(code))
      throw new UsageError({
        code: 'option-value-invalid',
        message: `There is no check ${JSON.stringify(code)}.${didYouMean(code, known)}`,
        next: 'unloop lint explain lists them all.',
      })
  const version = options['kubernetes-version']
  if (version !== undefined && !/^v?1\.\d{1,2}(?:\.\d+)?$/.test(version))
    throw new UsageError({
      code: 'option-value-invalid',
      message: `--kubernetes-version can't be ${JSON.stringify(version)}.`,
      next: `It takes a release such as ${SCHEMA_VERSION}.`,
    })
}
