import type { ClusterApi } from '@unloop/sources'
import { isAllowed, type Access } from '@unloop/remedy/cluster'
import { RemedyError } from '@unloop/remedy/errors'

/** A verb on pods, or on a part of them. */
export interface Right {
  readonly verb: string
  readonly subresource?: string
}

/** On pods: the copy is made, watched and removed. */
export const COPY_RIGHTS: readonly Right[] = [
  { verb: 'create' },
  { verb: 'get' },
  { verb: 'delete' },
]
/** A WebSocket is opened by GET, and since Kubernetes 1.35 asks for create as well (KEP-4006 and its follow-up). */
export const EXEC_RIGHTS: readonly Right[] = [
  { verb: 'get', subresource: 'exec' },
  { verb: 'create', subresource: 'exec' },
]
/** Without the right to exec, and from an ephemeral container, the answer is read from the log. */
export const LOG_RIGHTS: readonly Right[] = [{ verb: 'get', subresource: 'log' }]
export const EPHEMERAL_RIGHTS: readonly Right[] = [
  { verb: 'patch', subresource: 'ephemeralcontainers' },
  { verb: 'get' },
  ...LOG_RIGHTS,
]

/** Those of the rights that the user lacks, as `create pods/exec`. */
export async function lacking(
  api: ClusterApi,
  namespace: string,
  rights: readonly Right[],
): Promise<readonly string[]> {
  const answers = await Promise.all(
    rights.map(async ({ verb, subresource }) => {
      const access: Access = {
        verb,
        ref: { kind: 'Pod', namespace, name: '' },
        ...(subresource ? { subresource } : {}),
      }
      return {
        words: `${verb} pods${subresource ? `/${subresource}` : ''}`,
        is: await isAllowed(api, access),
      }
    }),
  )
  return answers.flatMap(({ words, is }) => (is ? [] : [words]))
}

/** Fails before anything is added, naming what is missing. */
export async function demand(
  api: ClusterApi,
  namespace: string,
  rights: readonly Right[],
): Promise<void> {
  const missing = await lacking(api, namespace, rights)
  if (missing.length === 0) return
  throw new RemedyError(
    'not-allowed',
    `You may not ${missing.join(', ')} in namespace ${namespace}.`,
    'Ask for these verbs, or have somebody who has them look. Nothing was added to the cluster.',
  )
}
