import { readSmallTextSync } from '@unloop/sources/text-file'
import type { OidcSettings } from '@unloop/server'
import { ClusterApi, type ClusterOptions } from '@unloop/sources'
import { wrongValue } from '../errors.ts'
import { isHttpUrl } from '../options/address.ts'
import type { OptionValues } from '../options/table.ts'

// As the option table declares them for `serve`.
type Options = OptionValues<'serve'>

/** Who is let in beside those with a token of the file. */
export interface ServeAccess {
  readonly oidc?: OidcSettings
  readonly reviews?: ClusterApi
}

/** Reads the options of signing in. Throws a `UsageError` for what does not fit together. */
export function serveAccess(
  options: Options,
  way: Pick<ClusterOptions, 'kubeconfig' | 'context'> | null,
): ServeAccess {
  if (options['token-review'] && way === null)
    throw wrongValue('--token-review needs a cluster to ask.', 'Leave --no-cluster out.')
  return {
    ...oidcOf(options),
    ...(options['token-review'] && way !== null ? { reviews: new ClusterApi(way) } : {}),
  }
}

/** How people sign in, nothing where they don't. @throws {UsageError} for half of it */
function oidcOf(options: Options): { readonly oidc?: OidcSettings } {
  const { 'oidc-issuer': issuer, 'oidc-client-id': clientId } = options
  const { 'oidc-read': readers, 'oidc-write': writers } = options
  if (issuer === undefined) {
    if (clientId === undefined && readers.length + writers.length === 0) return {}
    throw wrongValue('Signing in needs a provider.', 'Add --oidc-issuer URL.')
  }
  if (!isHttpUrl(issuer))
    throw wrongValue(`${issuer} is no address of a provider.`, 'Write it as https://HOST/PATH.')
  if (clientId === undefined)
    throw wrongValue('--oidc-issuer needs the id of a client.', 'Add --oidc-client-id ID.')
  // Of a public provider everybody would be in.
  if (readers.length + writers.length === 0)
    throw wrongValue(
      'Nobody may sign in yet.',
      "Add --oidc-read GROUP or an address of e-mail, or --oidc-read '*' for everybody whom the provider lets in.",
    )
  const secret = secretOf(options)
  const oidc = { issuer, clientId, readers, writers }
  return { oidc: secret === null ? oidc : { ...oidc, clientSecret: secret } }
}

/** The secret of the client; null for a public one. @throws {UsageError} */
function secretOf({ 'oidc-client-secret-file': file }: Options): string | null {
  if (file === undefined) return null
  try {
    return readSmallTextSync(file).trim()
  } catch (cause) {
    throw wrongValue(
      `${file} cannot be read: ${String(cause)}.`,
      'Name another file with --oidc-client-secret-file.',
    )
  }
}
