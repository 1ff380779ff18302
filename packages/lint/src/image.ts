import type { ImageSettings } from './known.ts'
import { IMAGES, type ImageFacts } from './images.data.ts'

/** An image reference and what is known of the image behind it. */
export interface Image {
  readonly text: string
  /** Without registry and tag; Docker Hub's own images have no folder: `postgres`, `bitnami/redis`. */
  readonly repository: string
  readonly tag: string | null
  readonly digest: string | null
  /** Null for images that nobody but their makers knows. */
  readonly facts: ImageFacts | null
  /** Alpine and BusyBox have no bash. */
  readonly hasBash: boolean | null
  readonly hasShell: boolean | null
  /** Where the caller has it. */
  readonly config?: ImageSettings
}

/** Docker Hub and the mirrors of its official images. */
const HUB =
  /^(?:(?:index\.|registry-1\.)?docker\.io\/(?:library\/)?|library\/|public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/(?:library\/)?)/

/** Images whose variant of Alpine brings bash along, or may (their Dockerfiles). */
const BRINGS_BASH =
  /^(?:postgres|wordpress|rabbitmq|maven|gradle|influxdb|telegraf|eclipse-temurin|amazoncorretto|jenkins\/.+|bitnami\/.+|timescale\/.+|postgis\/.+|pgvector\/.+|apache\/.+|kong(?:\/.+)?)$/

// Images of one run; more come from generated sets, and are read anew.
const MAX_KNOWN = 2000
// By their text.
const known = new Map<string, Image>()

/** Images are few, and each is matched against many patterns. */
export function imageOf(text: string): Image {
  const held = known.get(text)
  if (held !== undefined) return held
  const image = readImage(text)
  if (known.size < MAX_KNOWN) known.set(text, image)
  return image
}

/** Takes an image's name apart (distribution/reference): registry and port, repository, tag, digest. */
function readImage(text: string): Image {
  const [named = '', digest] = text.split('@')
  const slash = named.lastIndexOf('/')
  const colon = named.indexOf(':', slash + 1)
  const tag = colon === -1 ? null : named.slice(colon + 1)
  const repository = (colon === -1 ? named : named.slice(0, colon)).replace(HUB, '')
  const facts = IMAGES.find(({ matches }) => matches.test(repository)) ?? null
  const isSlim = /(?:^|-)(?:alpine|busybox)/.test(tag ?? '')
  const isDebug = /(?:^|-)(?:debug|dev)/.test(tag ?? '')
  const isBare =
    facts?.shell === 'none' &&
    !isDebug &&
    !/alpine|busybox|ubuntu|debian\b(?!\d)|shell/.test(tag ?? '')
  return {
    text,
    repository,
    tag,
    digest: digest ?? null,
    facts,
    hasShell: facts === null ? null : !isBare,
    hasBash:
      isBare || facts?.shell === 'sh' || (isSlim && !BRINGS_BASH.test(repository)) ? false : null,
  }
}
