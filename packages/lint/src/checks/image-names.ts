import { inContainers, type Check, type Found } from '../check.ts'
import { NEWEST_MAJOR, OFFICIAL_IMAGES } from '../official-images.data.ts'
import { isImagePlaceholder } from '../placeholder.ts'
import { isSlip } from '../slip.ts'
import type { Site } from '../workload.ts'

// Names below `library/` of Docker Hub.
const OFFICIAL: ReadonlySet<string> = new Set(OFFICIAL_IMAGES.split(' '))

/** Docker Hub holds nothing under a name without a folder but its official images; a slip of one letter is one that is not there. */
function meantName(repository: string): string | null {
  if (repository.includes('/') || repository.length < MIN_NAME || OFFICIAL.has(repository))
    return null
  return [...OFFICIAL].find((name) => name.length >= MIN_NAME && isSlip(repository, name)) ?? null
}

/** Short names are near to many others. */
const MIN_NAME = 5

/** `lastest`, `latets`: no project names a release so. */
const isLatestMisspelt = (tag: string): boolean =>
  tag !== 'latest' &&
  /^[a-z]+$/.test(tag) &&
  tag.startsWith('la') &&
  (isSlip(tag, 'latest') || /^la(?:s?t+e+s+t+|tes)s?$/.test(tag))

/** Releases that are far beyond the newest one: `nginx:99.99`. */
function isBeyond(repository: string, tag: string): boolean {
  const newest = NEWEST_MAJOR[repository]
  const [major = '', minor = ''] = /^v?(\d+)(?:\.(\d+))?/.exec(tag)?.slice(1) ?? []
  if (newest === undefined || major === '') return false
  const [most, mostMinor] = newest
  return (
    Number(major) > most ||
    (Number(major) === most && mostMinor !== null && Number(minor) > mostMinor)
  )
}

/** Words that say that there is no such image. */
const SAYS_ABSENT = /(?:^|[-_.])(?:does-?not-?exist|non-?exist(?:ent|ing)|no-?such)(?:$|[-_.])/i

/** Names that never resolve (RFC 6761). */
const NEVER_RESOLVES = /^[^/]+\.invalid(?::\d+)?\//

// Answers of one run.
const MAX_KNOWN = 2000

/** Images are few, and each is compared with many names. */
const known = new Map<string, string | null>()

/** Images that can be told from their name alone to be missing. */
const misnamed = (site: Site): readonly Found[] => {
  const { text, repository, tag } = site.image
  if (text === '' || isImagePlaceholder(text)) return []
  const held = known.get(text)
  const says = held === undefined ? refusedName(text, repository, tag ?? '') : held
  if (held === undefined && known.size < MAX_KNOWN) known.set(text, says)
  return says === null ? [] : [{ path: [...site.path, 'image'], message: `${text}: ${says}` }]
}

/** Why a name can never be pulled; null where it may be. */
function refusedName(text: string, repository: string, tag: string): string | null {
  const meant = meantName(repository)
  if (meant !== null) return `Docker Hub has no official image ${repository}. Is ${meant} meant?`
  if (isLatestMisspelt(tag)) return `the tag ${tag} looks like latest, misspelt.`
  if (isBeyond(repository, tag)) return `${repository} has no release ${tag}.`
  if (NEVER_RESOLVES.test(text))
    return `no registry has such a name: it is reserved and never resolves.`
  return SAYS_ABSENT.test(tag) || SAYS_ABSENT.test(repository.split('/').at(-1) ?? '')
    ? 'its name says that it does not exist.'
    : null
}

export const IMAGE_NAME_CHECKS: readonly Check[] = [
  {
    code: 'image-name-misspelt',
    severity: 'may-crash',
    title: 'The name or the tag of an image is misspelt, or there is no such release',
    happens:
      'ErrImagePull, then ImagePullBackOff: failed to resolve reference: not found, or pull access denied.',
    fix: 'Correct the name or the tag.',
    aliases: [],
    find: inContainers(misnamed),
  },
]
