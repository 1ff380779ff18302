import { nearest } from '../evidence/names.ts'
import type { EnvVar } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { Correction } from './correction.ts'

const REFERENCE = /(?<!\$)\$\(([A-Za-z_][\w.-]*)\)/g

/**
 * `$(X)` stays as it is written where X is not defined before it (core/v1 EnvVar): the variables are put in order, or the
 * name is corrected to the nearest that is defined.
 */
export const envOrder: Correction = (file) => {
  const env = file.failing.spec?.env ?? []
  const wrong = env.find((one, index) => unresolved(env, one, index).length > 0)
  if (!wrong) return []
  const names = unresolved(env, wrong, env.indexOf(wrong))
  const later = names.filter((name) => env.some((one) => one.name === name))
  if (later.length === names.length) return [inOrder(file, env, { wrong, later })]
  return spelled(file, env, { wrong, names })
}

const unresolved = (env: readonly EnvVar[], { value }: EnvVar, index: number): readonly string[] =>
  [...(value ?? '').matchAll(REFERENCE)].flatMap(([, name = '']) =>
    env.slice(0, index).some((one) => one.name === name) ? [] : [name],
  )

const inOrder = (
  file: CaseFile,
  env: readonly EnvVar[],
  { wrong, later }: { readonly wrong: EnvVar; readonly later: readonly string[] },
) => {
  const moved = env.filter(({ name }) => later.includes(name))
  const rest = env.filter((one) => !moved.includes(one))
  const at = rest.indexOf(wrong)
  const ordered = [...rest.slice(0, at), ...moved, ...rest.slice(at)]
  return patchFix(file, {
    id: 'env/order',
    title: `Define ${later.join(' and ')} before ${wrong.name}, which refers to ${later.length > 1 ? 'them' : 'it'}`,
    patch: containerPatch(file, {
      // Merged by name, a list keeps its order: it is taken out and written again (`$patch: replace`).
      env: [...ordered, { $patch: 'replace' }],
    }),
  })
}

const spelled = (
  file: CaseFile,
  env: readonly EnvVar[],
  { wrong, names }: { readonly wrong: EnvVar; readonly names: readonly string[] },
) => {
  const known = env.slice(0, env.indexOf(wrong)).map(({ name }) => name)
  const [first = ''] = names
  const right = nearest(first, known)
  if (!right || names.length > 1) return []
  return [
    patchFix(file, {
      id: 'env/reference',
      title: `Write $(${right}) instead of $(${first}) in env ${wrong.name}: ${first} is not defined`,
      patch: containerPatch(file, {
        env: [
          { name: wrong.name, value: (wrong.value ?? '').replaceAll(`$(${first})`, `$(${right})`) },
        ],
      }),
    }),
  ]
}
