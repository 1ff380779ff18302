import type { Incident, Report } from '@unloop/engine/report'

/** What stands in a sentence where a word should: values that were not there, and the gaps that an empty name leaves. */
const IN_SENTENCES =
  /\b(?:undefined|NaN|null)\b|\[object |(?<=\S) {2,}(?=\S)|\s[,;.](?=\s|$)|\( | \)|``|""|\*\*\*\*/g
/** A name that is missing in a command. */
const IN_COMMANDS =
  /\bundefined\b|\bNaN\b|\[object |(?<!--entrypoint)(?:^|[\s=])''(?= |$)|\b(?:pod|deploy|deployment|sts|statefulset|ds|daemonset|job)\/(?=\s|$)|\s-[nc](?:\s+-|\s*$)/

const sentencesOf = ({ causes, fixes, collect, settling }: Incident): readonly string[] => [
  ...causes.flatMap(({ title, explanation, distinguish = '' }) => [
    title,
    explanation,
    distinguish,
  ]),
  ...fixes.flatMap(({ title, verify }) => [title, verify]),
  ...collect.map(({ why }) => why),
  settling ?? '',
]

/** What is cited keeps the words of its program. */
function hasHole(text: string, cited: string): boolean {
  const said = text.replace(/`[^`]+`/g, (code) => 'x'.repeat(code.length))
  return [...said.matchAll(IN_SENTENCES)].some(({ 0: found, index }) => {
    const around = text.slice(Math.max(0, index - 4), index + found.length + 4).trim()
    return !cited.includes(around) && !cited.includes(text.slice(index - 8, index + found.length))
  })
}

/** Words and commands of a report that have a hole in them. */
export const holesIn = ({ incidents }: Report): readonly string[] =>
  incidents.flatMap((incident) => {
    const cited = incident.causes
      .flatMap(({ evidence }) => evidence.map(({ excerpt }) => excerpt))
      .join('\n')
    const commands = [...incident.fixes.flatMap((fix) => fix.commands)]
    return [
      ...sentencesOf(incident).filter((text) => hasHole(text, cited)),
      ...[...commands, ...incident.collect.map(({ command }) => command)].filter((command) =>
        IN_COMMANDS.test(command),
      ),
    ]
  })
