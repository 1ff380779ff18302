import { reaches, SEVERITIES, type LintFinding, type LintReport } from '@unloop/lint'
import { ellipsis, wrap } from '../../output/wrap.ts'
import { plural } from '@unloop/engine/phrases'
import { SEVERITY_WORDS, type LintReporter, type LintView } from './reporter.ts'

/** One block a finding: place, line, why, what happens, fix. */
export const textReporter: LintReporter = (report, view) => {
  const blocks = report.findings.flatMap((finding) => [...block(finding, view), ''])
  return `${[...blocks, summary(report, view)].join('\n')}\n`
}

function block(finding: LintFinding, { paint, width }: LintView): readonly string[] {
  const { severity, code, file, line, column, object, namespace, path } = finding
  const tone = reaches(severity, 'will-crash') ? 'bad' : severity === 'may-crash' ? 'warn' : 'faint'
  const place = [namespace === '' ? object : `${namespace}/${object}`, path].filter(
    (each) => each !== '',
  )
  const gutter = `  ${line} | `
  const shown = windowOf(finding, width - gutter.length)
  return [
    `${paint('place', `${file}:${line}:${column}`)}  ${paint(tone, SEVERITY_WORDS[severity])}  ${paint('strong', code)}`,
    ...(place.length === 0 ? [] : [`  ${place.join('  ')}`]),
    paint('faint', `${gutter}${shown.text}`),
    paint(tone, `${' '.repeat(gutter.length + shown.at)}^`),
    ...wrap(finding.message, { width, first: '  ' }),
    ...wrap(`In the cluster: ${finding.happens}`, { width, first: '  ', next: '    ' }),
    ...wrap(`Fix: ${finding.fix}`, { width, first: '  ', next: '    ' }),
  ]
}

/** The part of a long line around a place, and where in it the place is. */
function windowOf(
  { source, column, sourceColumn = 1 }: LintFinding,
  width: number,
): { readonly text: string; readonly at: number } {
  const before = sourceColumn === 1 ? '' : '… '
  const line = before + source
  const at = before.length + column - sourceColumn
  const from = at < width - 1 ? 0 : Math.min(at - Math.floor(width / 3), line.length - width)
  if (from <= 0) return { text: ellipsis(line, width), at: Math.min(at, width - 1) }
  return { text: ellipsis(`…${line.slice(from + 1)}`, width), at: Math.min(at - from, width - 1) }
}

function summary({ findings, suppressed, scanned }: LintReport, { paint }: LintView): string {
  const what = `${plural(scanned.objects, 'object')} in ${plural(scanned.files, 'file')}`
  const left =
    suppressed.length === 0 ? '' : ` ${plural(suppressed.length, 'finding')} left out on request.`
  if (scanned.objects === 0 && findings.length === 0)
    return `${paint('warn', 'No Kubernetes object was found')} in ${plural(scanned.files, 'file')}.${left}`
  if (findings.length === 0) return `${paint('good', 'Nothing found')} in ${what}.${left}`
  const counts = SEVERITIES.map(
    (severity) =>
      [
        findings.filter((each) => each.severity === severity).length,
        SEVERITY_WORDS[severity],
      ] as const,
  )
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
  return `${plural(findings.length, 'finding')} (${counts.join(', ')}) in ${what}.${left}`
}
