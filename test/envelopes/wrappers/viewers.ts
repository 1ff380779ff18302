import { byLine, milliIso, wordsOfTime, type Wrapper } from './wrapper.ts'

const ESC = '\u001b'

/** What people copy from viewers. */
export const VIEWERS: readonly Wrapper[] = [
  byLine('stern', ({ text }, { pod, container }) => `${pod} ${container} ${text}`),
  byLine('stern › ', ({ text }, { pod, container }) => `${pod} › ${container} ${text}`),
  byLine(
    'stern --all-namespaces',
    ({ text }, log) => `${log.namespace} ${log.pod} ${log.container} ${text}`,
  ),
  byLine(
    'stern, coloured, with timestamps',
    ({ text, at }, { pod, container }) =>
      `${ESC}[36m${pod}${ESC}[0m ${ESC}[96m${container}${ESC}[0m ${at} ${text}`,
  ),
  byLine('kubetail', ({ text }, { pod, container }) => `[${pod} ${container}] ${text}`),
  byLine(
    'kubectl logs --prefix',
    ({ text }, { pod, container }) => `[pod/${pod}/${container}] ${text}`,
  ),
  byLine(
    'kubectl logs --prefix --timestamps',
    ({ text, at }, { pod, container }) => `[pod/${pod}/${container}] ${at} ${text}`,
  ),
  byLine('kubectl logs --timestamps', ({ text, at }) => `${at} ${text}`),
  byLine('kail', ({ text }, log) => `${log.namespace}/${log.pod}[${log.container}]: ${text}`),
  byLine('docker compose', ({ text }, { container }) => `${container}-1  | ${text}`),
  byLine(
    'docker compose, coloured',
    ({ text }, { container }) => `${ESC}[33m${container}_1  |${ESC}[0m ${text}`,
  ),
  byLine('Rancher', (record) => {
    const { weekday, month, day, year, hour12, half } = wordsOfTime(record)
    return `${weekday}, ${month} ${day} ${year} ${hour12} ${half.toLowerCase()} ${record.text}`
  }),
  byLine('Lens, several pods', ({ text }, { pod }) => `[${pod}] ${text}`),
  byLine(
    'Lens, timestamps',
    (record) => `${milliIso(record).replace('Z', '+00:00')} ${record.text}`,
  ),
  byLine('k9s', ({ text }, { pod, container }) => `${pod}:${container} ${text}`),
  byLine(
    'k9s, timestamps',
    (record, { container }) => `${container} ${milliIso(record)} ${record.text}`,
  ),
]
