import { containerPatch, patchFix } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const REFUSED = /\bch(?:own|mod|grp)\b.{0,200}(?:operation not permitted|permission denied)/i

/**
 * An init container that changes owners has to be root with CAP_CHOWN (capabilities(7)); the program itself stays as it is.
 */
export const initOwner: Correction = (file, lead) => {
  if (file.failing.container?.role !== 'init' || !REFUSED.test(saidWords(file, lead))) return []
  return [
    patchFix(file, {
      id: 'init/as-root',
      title: `Let init container ${file.failing.container.name} alone run as root with what chown takes (CHOWN, FOWNER, DAC_OVERRIDE)`,
      patch: containerPatch(file, {
        securityContext: {
          runAsUser: 0,
          runAsNonRoot: false,
          capabilities: { add: ['CHOWN', 'FOWNER', 'DAC_OVERRIDE'] },
        },
      }),
      risk: 'medium',
    }),
  ]
}
