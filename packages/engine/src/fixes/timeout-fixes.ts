import type { Finding } from '../case/finding.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { editFix, placesOf, placeTitle, type Place } from './place.ts'

const WAITED =
  /(?:after|within|in|of|timeout[ =:]+)\s*(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|sec(?:ond)?s?|m|min(?:ute)?s?)?\b/gi
const SETTING = /TIMEOUT|TIME_OUT|DEADLINE|MAX_WAIT|WAIT_FOR|STARTUP_WAIT/i
const TIMES = 3

/** The wait that the program gave up after stands in its settings: three times as long, as starts on a slow node take. */
export function timeoutFixes(file: CaseFile, { cause, evidence }: Finding): readonly Fix[] {
  const waited = new Set(
    evidence.flatMap(({ excerpt }) => [...excerpt.matchAll(WAITED)].map(([, figure]) => figure)),
  )
  return placesOf(file)
    .flatMap((place) => {
      const longer = longerIn(place, waited)
      return longer === null
        ? []
        : [
            editFix(file, {
              id: `${cause}/timeout`,
              title: `Wait ${longer} instead of ${place.text} (${placeTitle(place)}): three times as long, as starts on a slow node take`,
              place,
              text: longer,
            }),
          ]
    })
    .slice(0, 1)
}

const longerIn = (place: Place, waited: ReadonlySet<string | undefined>): string | null => {
  const figure = /^(\d+)(ms|s|m)?$/.exec(place.text)
  if (place.kind !== 'env' || !figure || !SETTING.test(place.name)) return null
  const [, digits = '', unit = ''] = figure
  const seconds = unit === 'ms' ? String(Number(digits) / 1000) : digits
  return waited.has(digits) || waited.has(seconds) ? `${Number(digits) * TIMES}${unit}` : null
}
