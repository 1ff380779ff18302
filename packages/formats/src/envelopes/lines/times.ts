import { stampOf } from '../message/stamp.ts'
import type { LineEnvelope } from './line-envelope.ts'

/** Seven decimals and more are a machine's: few programs print them, runtimes and build services all do. */
const STAMPED =
  /^(?:\S.{0,200}?\t|[DINWECA*] {1,2})?(?:\ufeff)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d))(?: (.*)|)$/
const BUILD_MARK = /^##\[(?:group|endgroup|command|section|debug|warning|error|notice)\]/

/**
 * `kubectl logs --timestamps`, `docker logs -t`, the logs of GitHub Actions and Azure Pipelines (`gh run view --log` puts
 * the job and the step before the time, with tabs between; Google's log viewer the letter of a severity).
 */
export const timestamps: LineEnvelope = {
  name: 'timestamps',
  least: 2,
  open(line) {
    const match = STAMPED.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    const text = (match[2] ?? '').replace(BUILD_MARK, '')
    return { text, ...(at === null ? {} : { at }) }
  },
}

const RANCHER =
  /^([A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2} \d{4},? \d{1,2}:\d\d:\d\d [ap]m)(?: (.*)|)$/i

/** What Rancher's view of a log puts before each line. */
export const rancher: LineEnvelope = {
  name: 'Rancher',
  least: 2,
  open(line) {
    const match = RANCHER.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    return { text: match[2] ?? '', ...(at === null ? {} : { at }) }
  },
}

const GITLAB = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) [0-9a-f]{2}[OE]([ +])(.*)$/

/** GitLab's job logs with timestamps (`FF_TIMESTAMPS`): the stream's number, `O` or `E`, `+` where a line goes on. */
export const gitlab: LineEnvelope = {
  name: 'GitLab job log',
  least: 2,
  open(line) {
    const match = GITLAB.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    return { text: match[3] ?? '', ...(at === null ? {} : { at }) }
  },
}

const JENKINS =
  /^(?:\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\]|\d\d:\d\d:\d\d(?:\.\d{3})?) (?: ?(.*)|)$/

/** Jenkins' Timestamper: `[2026-11-02T08:21:51.870Z] text` or the time of day with two spaces. */
export const jenkins: LineEnvelope = {
  name: 'Jenkins',
  least: 3,
  open(line) {
    const match = JENKINS.exec(line) ?? JENKINS.exec(`${line} `)
    if (match === null || (match[1] === undefined && !/^[\d:.]+ {2}/.test(`${line}  `))) return null
    const at = stampOf(match[1])
    return { text: match[2] ?? '', ...(at === null ? {} : { at }) }
  },
}
