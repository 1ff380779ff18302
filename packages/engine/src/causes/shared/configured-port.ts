import { placesOf, placeTitle } from '../../fixes/place.ts'
import type { CaseFile } from '../../case/case-file.ts'

/** A port, and the words for where it is set. */
export interface ConfiguredPort {
  readonly port: number
  /** `ConfigMap web-conf key nginx.conf`. */
  readonly where: string
}

/** `listen` of nginx and Apache, `bind` of HAProxy: where a mounted file has one, it is all that the server listens on. */
const LISTENS =
  /^[ \t]*(?:listen[ \t]+(?:\[[0-9a-f:]*\]:|[\d.*]+:)?(\d{2,5})\b|bind[ \t]+[^\s:]*:(\d{2,5})\b)/gim

/** The one port that a mounted configuration of a server lets it listen on; null where there is none, or several. */
export function configuredPort(file: CaseFile): ConfiguredPort | null {
  const found = placesOf(file).flatMap((place) =>
    place.kind === 'configmap'
      ? [...place.text.slice(0, 100_000).matchAll(LISTENS)].map(([, listen, bind]) => ({
          port: Number(listen ?? bind),
          where: placeTitle(place),
        }))
      : [],
  )
  return new Set(found.map(({ port }) => port)).size === 1 ? (found[0] ?? null) : null
}
