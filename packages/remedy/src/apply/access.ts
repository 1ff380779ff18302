import type { ClusterApi } from '@unloop/sources'
import { isAllowed, refText, type Access } from '../cluster/objects.ts'
import { stepRef, type Step } from '../plan/steps.ts'
import { RemedyError } from '../errors.ts'

/** What a step needs, with what putting it back needs. */
const VERBS: Readonly<Record<Step['op'], readonly string[]>> = {
  create: ['create', 'delete'],
  patch: ['get', 'patch'],
  replace: ['get', 'delete', 'create'],
}

/** Fails where the user may not do all that the steps and their undoing take, before anything is done. */
export async function checkAccess(api: ClusterApi, steps: readonly Step[]): Promise<void> {
  const wanted = steps.flatMap((step) =>
    VERBS[step.op].map((verb): Access => ({ verb, ref: stepRef(step) })),
  )
  const answers = await Promise.all(
    wanted.map(async (access) => ({ access, isAllowed: await isAllowed(api, access) })),
  )
  const refused = answers.filter((answer) => !answer.isAllowed).map(({ access }) => access)
  const [first] = refused
  if (!first) return
  const verbs = [...new Set(refused.map(({ verb }) => verb))].join(', ')
  throw new RemedyError(
    'not-allowed',
    `You may not ${verbs} ${refText(first.ref)} in this cluster.`,
    `Ask for the verbs ${verbs} on it, or have somebody else apply the plan. Nothing was changed.`,
  )
}
