import { configMapsOf } from '../case/settings.ts'
import { editFix, placesOf, placeTitle, type Place } from '../fixes/place.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

interface Option {
  readonly message: RegExp
  readonly id: string
  /** The text with the option corrected; null where it does not hold it. */
  readonly correct: (text: string, said: RegExpExecArray, all: string) => string | null
  readonly title: (said: RegExpExecArray, where: string) => string
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Options that a runtime or server rejects by words that say what is wrong with which value. */
const OPTIONS: readonly Option[] = [
  {
    message: /Initial heap size set to a larger value than the maximum heap size/,
    id: 'jvm/initial-heap',
    correct: (text, _, all) => {
      const most = /-Xmx(\d+[kKmMgGtT]?)/.exec(`${text} ${all}`)?.[1]
      return most && /-Xms\d/.test(text) ? text.replace(/-Xms\d+[kKmMgGtT]?/, `-Xms${most}`) : null
    },
    title: (_, where) =>
      `Let the JVM start with no more heap than it may have at most: -Xms as -Xmx in ${where}`,
  },
  {
    message: /(--?[\w-]+)(?:=\S*)? is not allowed in NODE_OPTIONS/,
    id: 'node/option',
    correct: (text, [, flag = '']) =>
      text.includes(flag) ? text.replace(new RegExp(`\\s*${flag}(?:=\\S*)?`), '').trim() : null,
    title: ([, flag = ''], where) =>
      `Leave ${flag} out of ${where}: Node.js does not take it from the environment`,
  },
  {
    message: /directory named as part of the path (\S+) does not exist/,
    id: 'supervisor/log-to-output',
    correct: (text, [, path = '']) =>
      text.replace(
        new RegExp(`^([ \\t]*)std(out|err)_logfile[ \\t]*=[ \\t]*${literal(path)}[ \\t]*$`, 'gm'),
        '$1std$2_logfile=/dev/std$2\n$1std$2_logfile_maxbytes=0',
      ),
    title: ([, path = ''], where) =>
      `Log to the container's output, where its log is read, instead of ${path}, whose folder the image does not have (${where})`,
  },
  {
    message: /could not map anonymous shared memory/,
    id: 'postgres/huge-pages',
    correct: (text) =>
      /huge_pages\s*=\s*'?on\b/.test(text)
        ? text.replace(/(huge_pages\s*=\s*'?)on\b/, '$1try')
        : null,
    title: (_, where) =>
      `Use huge pages where the node has some, not only then: huge_pages=try in ${where}`,
  },
  {
    message: /cannot get [ug]id for (?:user|group) '([\w-]+)'/,
    id: 'php-fpm/user',
    correct: (text, [, user = '']) =>
      new RegExp(`^\\s*(?:user|group|listen\\.(?:owner|group))\\s*=\\s*${user}\\s*$`, 'm').test(
        text,
      )
        ? text.replace(
            new RegExp(`^(\\s*(?:user|group|listen\\.(?:owner|group))\\s*=\\s*)${user}\\s*$`, 'gm'),
            '$1www-data',
          )
        : null,
    title: ([, user = ''], where) =>
      `Run the pool as www-data, the user of PHP's images, instead of ${user}, which the image does not have (${where})`,
  },
  {
    message:
      /server does not support SSL, but SSL was required|SSL is not enabled on the server|The server does not support SSL/i,
    id: 'tls/mode',
    correct: (text) =>
      /sslmode=(?:require|verify-ca|verify-full)\b/.test(text)
        ? text.replace(/sslmode=(?:require|verify-ca|verify-full)\b/, 'sslmode=prefer')
        : /^(?:require|verify-ca|verify-full)$/.test(text)
          ? 'prefer'
          : null,
    title: (_, where) =>
      `Do not insist on TLS, which the server does not offer: sslmode=prefer in ${where}; better in the long run is a server with TLS`,
  },
]

/** An option that the runtime refuses, corrected where the pod gives it. */
export const runtimeOptions: Correction = (file, lead) => {
  const words = saidWords(file, lead)
  return OPTIONS.flatMap((option) => {
    const said = option.message.exec(words)
    return said ? correctIn(file, option, said) : []
  }).slice(0, 1)
}

const correctIn = (file: CaseFile, option: Option, said: RegExpExecArray): readonly Fix[] => {
  const places = placesOf(file).filter((place) => fits(file, place))
  const all = places.map(({ text }) => text).join(' ')
  return places
    .flatMap((place) => {
      const text = option.correct(place.text, said, all)
      return text === null || text === place.text
        ? []
        : [
            editFix(file, {
              id: option.id,
              title: option.title(said, placeTitle(place)),
              place,
              text,
              risk: 'medium',
            }),
          ]
    })
    .slice(0, 1)
}

/** A ConfigMap counts where the container reads it. */
const fits = (file: CaseFile, place: Place): boolean =>
  place.kind !== 'configmap' || configMapsOf(file).includes(place.name)
