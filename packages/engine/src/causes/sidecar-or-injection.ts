import type { CaseFile } from '../case/case-file.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import type { Container } from '../evidence/kube.ts'
import { patchCommand } from '../fixes/commands.ts'
import { podPatch } from '../fixes/patch.ts'
import type { Fix } from '../report/report.ts'
import { advice, withUndo } from './shared/advice.ts'

/** An injected or sidecar container breaks the pod. */
export const sidecarOrInjection: Cause = {
  id: 'sidecar-or-injection',
  explain: (file) =>
    `The container ${file.failing.container?.name ? `${file.failing.container.name} ` : ''}that stands beside the application breaks the pod; the application's own container is not at fault.`,
  find: (file) => [...waitsForSharedFile(file), ...injected(file)],
  fixes: (file, { evidence }) =>
    withUndo(file, [
      ...samePath(file, evidence.map(({ excerpt }) => excerpt).join('\n')),
      advice(file, {
        id: 'sidecar-or-injection/agree',
        title: `Make ${file.failing.container?.name ?? 'the sidecar'} and the application agree (paths, ports, order of start), or take it out of the pod`,
        where: 'manifest',
        kubectl: [
          ['get', file.target, '-o', 'yaml'],
          ['edit', file.target],
        ],
      }),
    ]),
}

/** The application is told to write the file that the helper reads: both name a path below the shared mount. */
const samePath = (file: CaseFile, words: string): readonly Fix[] => {
  const wanted = /["'`\u2018]?(\/[\w./-]+\.\w+)["'`\u2019]?/.exec(words)?.[1]
  const folder = wanted?.slice(0, wanted.lastIndexOf('/') + 1)
  if (!wanted || !folder) return []
  const ending = wanted.slice(wanted.lastIndexOf('.'))
  const others = (file.podSpec?.containers ?? []).filter(
    ({ name }) => name !== file.failing.spec?.name,
  )
  const place = others
    .flatMap((container) => placesOf(file, container))
    .find(({ kind, text }) => kind === 'env' && text.startsWith(folder) && text.endsWith(ending))
  if (!place || place.text === wanted || place.kind !== 'env') return []
  const fix = {
    ...editFix(file, {
      id: 'sidecar-or-injection/same-path',
      title: `Let the application write ${wanted}, which ${file.failing.container?.name} reads (${placeTitle(place)})`,
      place,
      text: wanted,
    }),
  }
  const follow = following(file.failing.spec)
  if (!follow || !file.failing.spec) return [fix]
  // Both start at once, so that the file may not be there yet: with -F, tail waits for it.
  const patch = podPatch(file, {
    containers: [
      { name: place.container, env: [{ name: place.name, value: wanted }] },
      { name: file.failing.spec.name, ...follow },
    ],
  })
  return [{ ...fix, ...(patch ? { patch, commands: [patchCommand(patch)] } : {}) }]
}

const following = (spec: Container | null): Pick<Container, 'command' | 'args'> | null => {
  for (const field of ['command', 'args'] as const) {
    const words = spec?.[field] ?? []
    const at = words.indexOf('-f')
    if (at > 0 && words.some((word) => /(?:^|\/)tail$/.test(word)))
      return { [field]: words.with(at, '-F') }
  }
  return null
}

/** A helper that wants a file on a volume that it shares with another container, which does not write it there. */
const waitsForSharedFile = (file: CaseFile): readonly Finding[] => {
  const { spec, container } = file.failing
  const others = (file.podSpec?.containers ?? []).filter(({ name }) => name !== container?.name)
  if (!spec || others.length === 0) return []
  const shared = (spec.volumeMounts ?? []).filter(({ name }) => {
    const volume = file.podSpec?.volumes?.find((candidate) => candidate.name === name)
    return (
      volume?.emptyDir &&
      others.some(({ volumeMounts }) => volumeMounts?.some((mount) => mount.name === name))
    )
  })
  if (shared.length === 0) return []
  return file.runs
    .filter(({ crashed }) => crashed)
    .flatMap((run) => {
      const line = run.lines.findLast(
        ({ text }) =>
          /no such file or directory|does not exist|cannot open|ENOENT/i.test(text) &&
          shared.some(({ mountPath }) => text.includes(mountPath)),
      )
      const mount = shared.find(({ mountPath }) => line?.text.includes(mountPath))
      if (!line || !mount) return []
      const writers = others
        .filter(({ volumeMounts }) => volumeMounts?.some(({ name }) => name === mount.name))
        .map(({ name }) => name)
      return [
        {
          cause: 'sidecar-or-injection' as const,
          weight: 86,
          rule: 'sidecar-or-injection/shared-file',
          title: `${container?.name} waits for a file in ${mount.mountPath} that ${writers.join(', ')} does not write`,
          evidence: [file.fromLine(run, line), file.fromSpec('volumeMounts', spec.volumeMounts)],
          facts: { file: mount.mountPath },
        },
      ]
    })
}

/** Containers that admission webhooks of meshes, secret and log agents add. */
const INJECTED =
  /^(?:istio-(?:proxy|init|validation)|linkerd-(?:proxy|init|network-validator)|envoy(?:-sidecar)?|consul-(?:dataplane|connect-.+)|vault-agent(?:-init)?|daprd|cloud-?sql-?proxy|kuma-(?:sidecar|init)|aws-.+-sidecar|osm-(?:init|envoy)|jaeger-agent|datadog-agent|newrelic-.+|instana-.+)$/

const injected = (file: CaseFile): readonly Finding[] => {
  const name = file.failing.container?.name ?? ''
  if (!INJECTED.test(name) || !file.exit) return []
  return [
    {
      cause: 'sidecar-or-injection',
      weight: 50,
      rule: 'sidecar-or-injection/injected',
      title: `The injected container ${name} fails`,
      evidence: [file.fromStatus(`${file.exit.field}.exitCode`, file.exit.code)],
      facts: {},
    },
  ]
}
