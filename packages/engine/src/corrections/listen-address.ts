import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import { saidWords, type Correction } from './correction.ts'

const NOT_OURS =
  /EADDRNOTAVAIL|cannot assign requested address|can't assign requested address|address not available|AddrNotAvailable|WSAEADDRNOTAVAIL/i
const LISTENS = /listen|bind|server/i
const IPV4 = /\b(?!0\.0\.0\.0|127\.)\d{1,3}(?:\.\d{1,3}){3}\b/g

/** An address to listen on that is none of the pod's own, as it was another host's: all addresses of the pod in its place. */
export const listenAddress: Correction = (file, lead) => {
  const words = saidWords(file, lead)
  if (!NOT_OURS.test(words) || !LISTENS.test(words)) return []
  const near = words.split('\n').find((line) => NOT_OURS.test(line)) ?? ''
  const said = near.match(IPV4) ?? []
  return placesOf(file)
    .flatMap((place) => {
      const address =
        said.find((one) => place.text.includes(one)) ??
        (place.kind === 'env' && /BIND|LISTEN|ADDR|HOST/i.test(place.name)
          ? place.text.match(IPV4)?.[0]
          : undefined)
      return address === undefined
        ? []
        : [
            editFix(file, {
              id: 'listen/all-addresses',
              title: `Listen on 0.0.0.0 instead of ${address}, which is no address of this pod (${placeTitle(place)})`,
              place,
              text: place.text.replaceAll(address, '0.0.0.0'),
            }),
          ]
    })
    .slice(0, 1)
}
