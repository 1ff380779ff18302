import { byLine, type Wrapper } from './wrapper.ts'

/** Logs that scripts and clients hand over as strings, and what tools that start several services put before each line. */
export const STRINGS: readonly Wrapper[] = [
  {
    name: 'JSON with the whole log in a field',
    wrap: (log) =>
      JSON.stringify({ pod: log.pod, logs: log.records.map((r) => `${r.text}\n`).join('') }),
  },
  {
    name: 'JSON with a list of lines',
    wrap: (log) =>
      JSON.stringify(
        {
          items: [{ namespace: log.namespace, pod: log.pod, logs: log.records.map((r) => r.text) }],
        },
        null,
        1,
      ),
  },
  {
    name: 'JSON of a command that was run',
    wrap: (log) =>
      JSON.stringify({
        data: { pod: { name: log.pod }, stdout: log.records.map((r) => r.text).join('\n'), rc: 0 },
      }),
  },
  byLine('jq, one string a line', (r) => JSON.stringify(r.text)),
  byLine('Python, bytes a line', (r) => `b'${r.text.replaceAll("'", String.raw`\'`)}\\n'`),
  byLine('Skaffold', (r, log) => `[${log.container}] ${r.text}`),
  byLine('Tilt', (r, log) => `${log.container.padStart(12)} │ ${r.text}`),
  byLine('OpenShift console', (r) => `${r.at.slice(0, 19)}.123456789Z E ${r.text}`),
  byLine('less -N', (r, _log, index) => `${String(index + 1).padStart(7)} ${r.text}`),
]
