import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import type { Correction } from './correction.ts'

/** Settings by which servers go to the background, and what keeps them in front (their manuals). */
const BACKGROUND: readonly (readonly [setting: RegExp, front: string])[] = [
  [/^([ \t]*daemonize[ \t]*=?[ \t]*)(?:yes|true|1)\b/im, '$1no'],
  [/^([ \t]*daemon[ \t]+)on[ \t]*;/im, '$1off;'],
  [/^([ \t]*daemon(?:_mode|ize)?[ \t]*[=:][ \t]*)(?:true|yes|on|1)\b/im, '$1false'],
  [/^([ \t]*nodaemon[ \t]*=[ \t]*)false\b/im, '$1true'],
  [/^([ \t]*fork[ \t]*[:=][ \t]*)true\b/im, '$1false'],
  [/^([ \t]*)daemon[ \t]*$/im, '$1# daemon'],
]

/** A configuration file of the pod sends the server to the background: for Kubernetes the container is done then. */
export const foregroundConfig: Correction = (file, { cause }) => {
  if (cause !== 'completes-exit-0' && file.exit?.code !== 0) return []
  return placesOf(file)
    .filter(({ kind }) => kind === 'configmap')
    .flatMap((place) => {
      const found = BACKGROUND.find(([setting]) => setting.test(place.text))
      if (!found) return []
      const [setting, front] = found
      const said = setting.exec(place.text)?.[0].trim() ?? ''
      return [
        editFix(file, {
          id: 'completes-exit-0/configured',
          title: `Keep the server in the foreground: without \`${said}\` in ${placeTitle(place)}`,
          place,
          text: place.text.replace(setting, front),
        }),
      ]
    })
    .slice(0, 1)
}
