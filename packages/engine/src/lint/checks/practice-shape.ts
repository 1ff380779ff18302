import { inContainers, type Check, type Found, type LintObject } from '../check.ts'
import type { Path } from '../manifest.ts'
import type { Site } from '../workload.ts'

/** A practice whose absence in a container is one finding. */
export const practice = (
  facts: Pick<Check, 'code' | 'title' | 'happens' | 'fix' | 'aliases'>,
  lacks: (site: Site) => string | null,
  place: (site: Site) => Path,
): Check => ({
  ...facts,
  severity: 'practice',
  find: inContainers((site): readonly Found[] => {
    const message = lacks(site)
    return message === null ? [] : [{ path: place(site), message }]
  }),
})

/** A practice that ephemeral containers are held to as well. */
export const posture = (...args: Parameters<typeof practice>): Check => {
  const check = practice(...args)
  const [, lacks, place] = args
  const inEphemeral = ({ workload }: LintObject): readonly Found[] =>
    (workload?.ephemeral ?? []).flatMap((site) => {
      const message = lacks(site)
      return message === null ? [] : [{ path: place(site), message }]
    })
  return {
    ...check,
    find: (object, bundle) => [...check.find(object, bundle), ...inEphemeral(object)],
  }
}
