import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { configFixes } from '../fixes/config-fixes.ts'
import { settingFixes } from '../fixes/setting-fixes.ts'
import { advice, withUndo } from './shared/advice.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { configMapsOf, secretsOf, settingThatNames, type Setting } from '../case/settings.ts'

/** The program rejects a setting, flag or configuration file. */
export const appConfigInvalid: Cause = {
  id: 'app-config-invalid',
  explain: (file, finding) => {
    const source = sourceOf(file, finding)
    return `The program read its configuration, rejected it and ended. It will do so at every start until the setting is corrected.${source ? ` It comes from ${source.title}.` : ''}`
  },
  find: (file) => [...sourced(file), ...unwellByConfig(file)],
  fixes: (file, finding) => withUndo(file, corrections(file, finding)),
}

/** A server whose configuration is refused cannot answer its probe: the kubelet's kill is what follows, not what is wrong. */
const unwellByConfig = (file: CaseFile): readonly Finding[] => {
  const refused = file.messages.some(
    ({ cause, weight }) => cause === 'app-config-invalid' && weight >= 80,
  )
  const unwell = file.eventsWhere('Unhealthy', /statuscode: 5\d\d/).length > 0
  return refused && unwell && file.terminatedBy !== null
    ? counterEvidence('app-config-invalid/unwell', 14, 'liveness-probe', 'startup-probe')
    : []
}

const sourced = (file: CaseFile): readonly Finding[] =>
  file.messages
    .filter(({ cause, weight }) => cause === 'app-config-invalid' && weight >= 40)
    .slice(0, 3)
    .flatMap((message) => {
      const source = sourceOf(file, message)
      const entry =
        source?.kind === 'configmap'
          ? file.inventory.get('ConfigMap', file.failing.namespace, source.name)
          : null
      const line = source && lineWith(source, termOf(message))
      if (!source || !entry || !line) return []
      return [
        {
          ...message,
          weight: message.weight + 4,
          rule: 'app-config-invalid/source',
          evidence: [
            ...message.evidence,
            { ...file.fromObject(entry, `data.${source.key}`, ''), excerpt: line.slice(0, 400) },
          ],
        },
      ]
    })

const termOf = ({ facts }: Finding): string | undefined =>
  facts['setting'] ?? facts['key'] ?? facts['what'] ?? facts['name']

/** Where the rejected setting stands: the text that the message names, else the file that it names. */
const sourceOf = (file: CaseFile, finding: Finding): Setting | null =>
  settingThatNames(file, termOf(finding)?.split(/[\s=]/)[0]) ??
  mountedFile(file, finding.facts['file'])

const mountedFile = (file: CaseFile, path: string | undefined): Setting | null => {
  if (!path) return null
  const clean = path.replace(/:\d+$/, '')
  const mount = (file.failing.spec?.volumeMounts ?? [])
    .filter(
      ({ mountPath }) =>
        clean === mountPath || clean.startsWith(`${mountPath.replace(/\/$/, '')}/`),
    )
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0]
  const map = file.podSpec?.volumes?.find(({ name }) => name === mount?.name)?.configMap?.name
  if (!mount || !map) return null
  const key = mount.subPath ?? clean.slice(clean.lastIndexOf('/') + 1)
  return { kind: 'configmap', title: `ConfigMap ${map} key ${key}`, name: map, key, value: '' }
}

const lineWith = ({ value }: Setting, term: string | undefined): string | null =>
  (term &&
    value
      .split('\n')
      .find((line) => line.includes(term.split(/[\s=]/)[0] ?? term))
      ?.trim()) ||
  null

const corrections = (file: CaseFile, finding: Finding): readonly Fix[] => {
  const patches = [...configFixes(file, finding), ...settingFixes(file, finding)]
  return patches.length > 0 ? patches : [correct(file, finding)]
}

/** A setting's name or value, and no sentence about it: what the program said is no advice. */
const isName = (term: string): boolean => term.length <= 60 && !/\s\S+\s/.test(term)

const correct = (file: CaseFile, finding: Finding): Fix => {
  const source = sourceOf(file, finding)
  const term = termOf(finding)
  const name = source?.kind === 'configmap' ? source.name : configMapsOf(file)[0]
  const secret = secretsOf(file)[0]
  const title = `Correct ${term && isName(term) ? codeOf(term) : 'the setting'}${source ? ` in ${source.title}` : name ? ` in ConfigMap ${name}` : ''}`
  if (source?.kind === 'env' || source?.kind === 'argument')
    return advice(file, {
      id: 'app-config-invalid/correct',
      title,
      where: 'manifest',
      kubectl: [['edit', file.target]],
    })
  return advice(file, {
    id: 'app-config-invalid/correct',
    title,
    where: 'config',
    kubectl: [
      ...(name
        ? [['edit', 'configmap', name]]
        : secret
          ? [['edit', 'secret', secret]]
          : [['edit', file.target]]),
      ...(name || secret ? [['rollout', 'restart', file.target]] : []),
    ],
  })
}

/** What holds marks of code already is quoted as it is. */
const codeOf = (term: string): string => (term.includes('`') ? term : `\`${term}\``)
