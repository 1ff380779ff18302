import { inContainers, type Check, type Found } from '../check.ts'
import { baseName, programOfSite, runsOf } from '../program.ts'
import type { Site } from '../workload.ts'

/** What sleep of GNU and of BusyBox takes: numbers with a unit of one letter, or infinity. */
const INTERVAL = /^(?:\d+(?:\.\d+)?|\.\d+)[smhd]?$|^inf(?:inity)?$/

/** Each call of sleep; variables are left alone. */
const wrongIntervals = (site: Site): readonly Found[] =>
  runsOf(programOfSite(site)).flatMap(({ words: [first = '', ...operands], path }, index) => {
    if (baseName(first) !== 'sleep') return []
    const wrong = operands.find((word) => !INTERVAL.test(word) && !/[$`{]|^-/.test(word))
    return wrong === undefined
      ? []
      : [
          {
            path,
            message: `sleep takes no ${JSON.stringify(wrong)}: a number, with s, m, h or d behind it, is one word.`,
            // Alone it is what the container runs; in a script the next line may go on.
            severity: index === 0 ? ('will-crash' as const) : ('may-crash' as const),
          },
        ]
  })

export const SLEEP_CHECKS: readonly Check[] = [
  {
    code: 'sleep-interval-invalid',
    severity: 'will-crash',
    title: 'sleep is given something that is no interval',
    happens: "sleep: invalid time interval '1hour'; exit code 1.",
    fix: 'Write a number of seconds, or one with m, h or d: sleep 1h.',
    aliases: [],
    find: inContainers(wrongIntervals, 'words'),
  },
]
