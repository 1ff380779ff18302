import type { RecordedLog } from '../log.ts'
import { byLine, type Wrapper } from './wrapper.ts'

const ESC = '\u001b'
const asked = ({ namespace, pod, container }: RecordedLog): string =>
  `kubectl -n ${namespace} logs ${pod} -c ${container} --previous`

/** Logs of build services around kubectl. */
export const BUILDS: readonly Wrapper[] = [
  {
    name: 'GitHub Actions',
    wrap: (log) => {
      const start = log.records[0]?.at ?? ''
      const stamp = (at: string): string => `${at.slice(0, 27)}Z`
      return [
        `${stamp(start)} ##[group]Run ${asked(log)}`,
        `${stamp(start)} ${ESC}[36;1m${asked(log)}${ESC}[0m`,
        `${stamp(start)} shell: /usr/bin/bash -e {0}`,
        `${stamp(start)} ##[endgroup]`,
        ...log.records.map(({ at, text }) => `${stamp(at)} ${text}`),
        '',
      ].join('\n')
    },
  },
  byLine('gh run view --log', ({ at, text }) => `deploy\tShow logs\t${at.slice(0, 27)}Z ${text}`),
  {
    name: 'GitLab job log',
    wrap: (log) =>
      [
        `${ESC}[32;1m$ ${asked(log)}${ESC}[0;m`,
        ...log.records.map(({ at, text }) => `${at.slice(0, 26)}Z 01O ${text}`),
        '',
      ].join('\n'),
  },
  byLine('Jenkins Timestamper', ({ at, text }) => `[${at.slice(0, 23)}Z] ${text}`),
  byLine('Azure Pipelines', ({ at, text }) => `${at.slice(0, 27)}Z ${text}`),
]

/** How people copy. */
export const COPIES: readonly Wrapper[] = [
  {
    name: 'Markdown fence',
    wrap: (log) =>
      `The pod does not come up, this is what it prints:\n\n\`\`\`console\n$ ${asked(log)}\n${log.records.map(({ text }) => `${text}\n`).join('')}\`\`\`\n`,
  },
  byLine('quoted', ({ text }) => `> ${text}`),
  byLine('cat -n', ({ text }, _, index) => `${String(index + 1).padStart(6)}\t${text}`),
  byLine('diff', ({ text }) => `+${text}`),
  byLine('grep -n', ({ text }, _, index) => `${index + 1}:${text}`),
  byLine('coloured, CRLF', ({ text }) => `${ESC}[31m${text}${ESC}[0m\r`),
  byLine('tmux', ({ text }) => `│${text.padEnd(118)}│`),
  {
    name: 'Slack',
    wrap: (log) => {
      return `Dana Example\n  9:21 AM\n${log.records.map(({ text }) => `${text.replaceAll('  ', '\u00a0\u00a0')}\n`).join('')}`
    },
  },
]
