import { inAllContainers, inContainers, type Check, type Found } from '../check.ts'
import type { Path } from '../manifest.ts'
import type { Site } from '../workload.ts'

type Facts = Pick<Check, 'code' | 'title' | 'happens' | 'fix' | 'aliases'>

/** A finder of containers that lack something. */
const lacking =
  (lacks: (site: Site) => string | null, place: (site: Site) => Path) =>
  (site: Site): readonly Found[] => {
    const message = lacks(site)
    return message === null ? [] : [{ path: place(site), message }]
  }

/** A practice whose absence in a container is one finding. */
export function practice(
  facts: Facts,
  lacks: (site: Site) => string | null,
  place: (site: Site) => Path,
): Check {
  return { ...facts, severity: 'practice', find: inContainers(lacking(lacks, place)) }
}

/** A practice that ephemeral containers are held to as well. */
export function posture(
  facts: Facts,
  lacks: (site: Site) => string | null,
  place: (site: Site) => Path,
): Check {
  return { ...facts, severity: 'practice', find: inAllContainers(lacking(lacks, place)) }
}
