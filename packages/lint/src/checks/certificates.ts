import { dataOf, decodeBase64, keysOf, type Bundle } from '../bundle.ts'
import { validitiesIn } from '../certificate.ts'
import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, listOf, textOf } from '../fields.ts'
import type { Path } from '../manifest.ts'

/** A store of roots holds old ones as a matter of course. */
const MOST_OF_A_CHAIN = 4

/** `what` holds the certificate, at `path`. */
interface CertificatePlace {
  readonly path: Path
  readonly what: string
}

/** A chain is as old as its oldest part; of more certificates than a chain has, one may be out of date on purpose. */
function outdated(text: string, { path, what }: CertificatePlace, today: string): readonly Found[] {
  const chain = validitiesIn(text)
  if (chain.length === 0 || chain.length > MOST_OF_A_CHAIN) return []
  const [ended] = chain.filter(({ until }) => until < today)
  const [later] = chain.filter(({ from }) => from > today)
  if (ended !== undefined)
    return [{ path, message: `The certificate in ${what} ended on ${ended.until}.` }]
  return later === undefined
    ? []
    : [
        {
          path,
          message: `The certificate in ${what} is not valid before ${later.from}.`,
          happens: 'x509: certificate has expired or is not yet valid.',
        },
      ]
}

/** The field of a Secret or ConfigMap that holds a key. */
const fieldOf = ({ fields }: LintObject, key: string): string =>
  textOf(at(fields, 'stringData', key)) === null ? 'data' : 'stringData'

/** Certificates among the keys of an object. Without today's date nothing is judged. */
const inData = (object: LintObject, { today }: Bundle): readonly Found[] =>
  today === null
    ? []
    : keysOf(object).flatMap((key) =>
        outdated(
          dataOf(object, key) ?? '',
          { path: [fieldOf(object, key), key], what: key },
          today,
        ),
      )

/** `caBundle` in webhooks, APIServices and conversions: base64 of PEM. */
const inBundles = (object: LintObject, { today }: Bundle): readonly Found[] => {
  const hooks = listOf(object.fields['webhooks']).map(
    (each, index) =>
      [at(each, 'clientConfig', 'caBundle'), ['webhooks', index, 'clientConfig']] as const,
  )
  const own = [
    [at(object.fields, 'spec', 'caBundle'), ['spec']],
    [
      at(fieldsOf(object.fields['spec']), 'conversion', 'webhook', 'clientConfig', 'caBundle'),
      ['spec', 'conversion', 'webhook', 'clientConfig'],
    ],
  ] as const
  return [...hooks, ...own].flatMap(([value, path]) => {
    const text = today === null ? null : textOf(value)
    if (text === null || today === null) return []
    return outdated(
      decodeBase64(text) ?? '',
      { path: [...path, 'caBundle'], what: 'caBundle' },
      today,
    )
  })
}

export const CERTIFICATE_CHECKS: readonly Check[] = [
  {
    code: 'certificate-expired',
    severity: 'may-crash',
    title: 'A certificate among the files is not valid any more, or not yet',
    happens:
      'x509: certificate has expired or is not yet valid: clients and servers that check it end or answer nothing.',
    fix: 'Renew it, and let something renew it in time (cert-manager).',
    aliases: [],
    find: [
      inKinds(['ConfigMap', 'Secret'], inData),
      inKinds(
        [
          'ValidatingWebhookConfiguration',
          'MutatingWebhookConfiguration',
          'APIService',
          'CustomResourceDefinition',
        ],
        inBundles,
      ),
    ],
  },
]
