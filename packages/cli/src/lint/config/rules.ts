import { dirname, relative, resolve, sep } from 'node:path'
import type { LintFinding, LintOptions, Severity } from '@unloop/lint'
import ignore from 'ignore'
import type { CheckSetting, LintConfig, Override } from './config.ts'

/** What a configuration means for the engine. */
export function engineOptions(
  config: LintConfig,
): Pick<LintOptions, 'enabled' | 'judge' | 'parameters'> {
  const settings = [config.checks, ...config.overrides.map(({ checks }) => checks)]
  const enabled = settings.flatMap((checks) =>
    Object.entries(checks).flatMap(([code, { level }]) => (level === 'off' ? [] : [code])),
  )
  return {
    enabled: [...enabled, ...config.custom.map(({ code }) => code)],
    judge: judgeOf(config),
    parameters: Object.fromEntries(
      Object.entries(config.checks).map(([code, { parameters }]) => [code, parameters]),
    ),
  }
}

/** The last override that matches the file and names the check decides; then the settings of all files. */
function judgeOf(config: LintConfig): (finding: LintFinding) => Severity | null {
  const overrides = config.overrides.map((each) => ({
    matches: placeMatcher(config, each),
    checks: each.checks,
  }))
  const isPractice = config.profiles.includes('practice')
  const own = new Set(config.custom.map(({ code }) => code))
  return (finding) => {
    const { code, severity } = finding
    const setting =
      overrides.findLast(({ matches, checks }) => checks[code] !== undefined && matches(finding))
        ?.checks[code] ?? config.checks[code]
    if (setting !== undefined) return severityOf(setting, severity)
    // What an override switches on for its files stays off for the others.
    const isAsked = severity !== 'practice' || isPractice || own.has(code)
    return isAsked || !overrides.some(({ checks }) => checks[code] !== undefined) ? severity : null
  }
}

function placeMatcher(
  config: LintConfig,
  { paths, namespaces, objects }: Override,
): (finding: LintFinding) => boolean {
  const isFile = matcherOf(config, paths)
  const [isNamespace, isObject] = [wildcards(namespaces), wildcards(objects)]
  return ({ file, namespace, object }) =>
    (paths.length === 0 || isFile(file)) && isNamespace(namespace) && isObject(object)
}

/** One of them matches, or there is none. */
const wildcards = (patterns: readonly string[]): ((text: string) => boolean) => {
  const expressions = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .split('*')
          .map((each) => each.replace(/[^\w]/g, '\\$&'))
          .join('.*')}$`,
        's',
      ),
  )
  return (text) => expressions.length === 0 || expressions.some((each) => each.test(text))
}

const severityOf = ({ level }: CheckSetting, usual: Severity): Severity | null =>
  level === 'off' ? null : level === 'on' ? usual : level

/** Whether a file matches one of the patterns, which begin at the folder of the configuration. */
export function matcherOf(
  config: LintConfig,
  patterns: readonly string[],
): (file: string) => boolean {
  if (patterns.length === 0) return () => false
  const matcher = ignore({ allowRelativePaths: true }).add([...patterns])
  const folder = dirname(resolve(config.file))
  return (file) => {
    const inside = relative(folder, resolve(file)).split(sep).join('/')
    return inside !== '' && !inside.startsWith('../') && matcher.ignores(inside)
  }
}
