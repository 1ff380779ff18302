import { sh } from '../commands/sh.ts'
import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import { MOVED_APIS } from '../fixes/vocabulary.data.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { advice, withUndo } from './shared/advice.ts'

/** An API or CRD that the program needs is not served. */
export const apiVersionRemoved: Cause = {
  id: 'api-version-removed',
  explain: () =>
    'The program asks for an API or custom resource that this cluster does not serve: it was removed from Kubernetes, or its CustomResourceDefinition is not installed.',
  fixes: (file, finding) =>
    withUndo(file, [
      ...movedApi(file, finding),
      advice(file, {
        id: 'api-version-removed/serve',
        title: finding.facts['kind']
          ? `Install the CustomResourceDefinition of ${finding.facts['kind']}${finding.facts['group'] ? ` (${finding.facts['group']})` : ''}, or use a version that the cluster serves`
          : 'Install the missing CustomResourceDefinition, or use a version that the cluster serves',
        where: 'config',
        raw: [
          sh`kubectl api-resources ${finding.facts['group'] ? [`--api-group=${finding.facts['group'].split('/')[0]}`] : []}`,
          sh`kubectl get crds`,
        ],
      }),
    ]),
}

/** The kind is served under another version, and the text that asks for the old one is in a ConfigMap or the command line. */
const movedApi = (file: CaseFile, { facts, evidence }: Finding): readonly Fix[] => {
  const words = evidence.map(({ excerpt }) => excerpt).join('\n')
  const [old, current] =
    Object.entries(MOVED_APIS).find(([name]) => {
      const [api = '', kind = ''] = name.split(' ')
      const asked = facts['group'] === api || words.includes(api)
      return asked && (facts['name'] === kind || facts['kind'] === kind || words.includes(kind))
    }) ?? []
  const api = old?.split(' ')[0]
  const place = api ? placesOf(file).find(({ text }) => text.includes(api)) : undefined
  if (!api || !current || !place) return []
  return [
    editFix(file, {
      id: 'api-version-removed/version',
      title: `Use ${current} instead of ${api} in ${placeTitle(place)}`,
      place,
      text: place.text.replaceAll(api, current),
    }),
  ]
}
