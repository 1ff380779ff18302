import type { CommandSpec, OptionSpec } from './option.ts'

/** What only `rules` takes; part of `OPTIONS`. */
export const RULES_OPTIONS = {
  run: {
    value: 'REGEX',
    repeat: true,
    help: 'With test: run only groups of tests whose names match; may be repeated',
  },
  'ignore-unknown-fields': {
    help: 'Pass over fields that Prometheus does not know instead of refusing them',
  },
  'lint-fatal': {
    help: 'With check: end with status 3 where rules write the same series',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const RULES_COMMAND = {
  operands: 'check FILE…|test FILE…|convert FILE…|export',
  count: [1, Infinity],
  completes: 'file',
  options: ['run', 'ignore-unknown-fields', 'lint-fatal', 'color', 'help'],
  summary: 'Check, test and convert Prometheus rules, or print unloop’s own',
  details:
    'check reads files of rules, and PrometheusRule objects, as Prometheus does, and says what it would refuse, with promtool’s words; - reads standard input. ' +
    'test runs unit tests in promtool’s format: input series, the rules that the file names, and the alerts and samples that are to come of them. ' +
    'convert prints the rules of PrometheusRule and VMRule objects as one file, and says on standard error what Prometheus has no word for. ' +
    'export prints the alerts that unloop serve fires by itself as rules for a Prometheus that scrapes kube-state-metrics, cAdvisor and the kubelet. ' +
    'The exit status is promtool’s: 0 if all is well, 1 if not, 2 for bad usage, 3 for duplicate rules with --lint-fatal.',
  examples: [
    ['unloop rules check rules/*.yml', 'before they are loaded, or in a pipeline'],
    ['unloop rules test tests/crashloop.yml', 'the unit tests of rules'],
    ['helm template . | unloop rules check -', 'a rendered PrometheusRule'],
    ['unloop rules convert vmrules/ > rules.yml', 'what operators have in their objects'],
    ['unloop rules export > unloop.rules.yml', 'crash-loop alerts for another Prometheus'],
  ],
} as const satisfies CommandSpec
