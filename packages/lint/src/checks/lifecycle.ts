import { inContainers, type Check, type Found } from '../check.ts'
import { edited, plainWords, spread } from '../edit.ts'
import { at, listOf, numberOf, wordOf } from '../fields.ts'
import { baseName, programOf, runsOf } from '../program.ts'
import type { Site, Word } from '../workload.ts'

/** The words of a hook's command. */
const hook = (site: Site, name: 'postStart' | 'preStop'): readonly Word[] =>
  listOf(at(site.fields, 'lifecycle', name, 'exec', 'command')).map((each, index) => ({
    text: wordOf(each),
    path: [...site.path, 'lifecycle', name, 'exec', 'command', index],
  }))

/** Seconds of an operand of sleep. */
const seconds = (text: string): number => {
  const match = /^(\d{1,6}(?:\.\d+)?)([smh]?)$/.exec(text)
  return match ? Number(match[1]) * (match[2] === 'h' ? 3600 : match[2] === 'm' ? 60 : 1) : 0
}

/** The grace period runs from the beginning of preStop: what it takes, the program has not (pod lifecycle, termination). */
const longPreStop = (site: Site): readonly Found[] => {
  const grace = numberOf(site.workload.spec['terminationGracePeriodSeconds']) ?? 30
  const words = hook(site, 'preStop')
  const sleeps = runsOf(programOf(words))
    .filter((run) => baseName(run.words[0] ?? '') === 'sleep')
    .reduce((sum, run) => sum + seconds(run.words[1] ?? ''), 0)
  const action = numberOf(at(site.fields, 'lifecycle', 'preStop', 'sleep', 'seconds')) ?? 0
  const total = Math.max(sleeps, action)
  if (total < grace || total === 0) return []
  const path =
    action > 0
      ? [...site.path, 'lifecycle', 'preStop', 'sleep', 'seconds']
      : (words.at(-1)?.path ?? site.path)
  return [
    {
      path,
      message: `preStop sleeps ${total} s, and the pod has ${grace} s in all to stop: the program itself gets no time.`,
      fix: `Set terminationGracePeriodSeconds to ${Math.ceil(total + 30)}.`,
    },
  ]
}

/** A hook without a shell knows no operators; its failure kills the container (postStart) or shortens its end (preStop). */
const shelllessHook = (site: Site): readonly Found[] =>
  (['postStart', 'preStop'] as const).flatMap((name) => {
    const words = hook(site, name)
    const [first] = words
    const program = programOf(words)
    if (first === undefined || program?.kind !== 'exec') return []
    const operator = words.find(({ text }) => /^(?:&&|\|\|?|;|>{1,2}|<)$/.test(text))
    const isOneString = words.length === 1 && /\S\s+\S/.test(first.text)
    if (!isOneString && operator === undefined) return []
    return [
      {
        path: isOneString ? first.path : (operator ?? first).path,
        ...edited(
          isOneString ? spread(site.workload.fields, first.path, plainWords(first.text)) : [],
        ),
        message: `The ${name} hook runs without a shell: ${JSON.stringify((isOneString ? first : (operator ?? first)).text.slice(0, 60))} is taken as it stands.`,
        ...(name === 'preStop'
          ? {
              severity: 'may-crash' as const,
              happens: 'FailedPreStopHook: the program is stopped without what the hook should do.',
            }
          : {}),
      },
    ]
  })

export const LIFECYCLE_CHECKS: readonly Check[] = [
  {
    code: 'prestop-exceeds-grace',
    severity: 'may-crash',
    title: 'The preStop hook takes all the time that the pod has to stop',
    happens:
      'Each stop ends with SIGKILL (exit code 137): connections are cut, files stay half written, locks stay held.',
    fix: 'Raise terminationGracePeriodSeconds above the hook, with time left for the program.',
    aliases: [],
    find: inContainers(longPreStop, 'hooks'),
  },
  {
    code: 'poststart-no-shell',
    severity: 'will-crash',
    title: 'A lifecycle hook is written for a shell, and none runs it',
    happens:
      'FailedPostStartHook: the container is killed as soon as it started, and started again.',
    fix: 'Let a shell run it: ["sh", "-c", "…"].',
    aliases: [],
    find: inContainers(shelllessHook, 'hooks'),
  },
]
