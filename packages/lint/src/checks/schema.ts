import { decodeBase64, type Bundle } from '../bundle.ts'
import {
  inKinds,
  inObjects,
  type Check,
  type Finder,
  type Found,
  type LintObject,
} from '../check.ts'
import { edited, setTo, type Edit } from '../edit.ts'
import { at, fieldsOf, isFields, wordOf } from '../fields.ts'
import { memo } from '../memo.ts'
import { customProblems } from '../schema/custom.ts'
import { typeOfKind } from '../schema/fields.ts'
import { REMOVED_APIS, type RemovedApi } from '../schema/removed.data.ts'
import { schemaProblems, type SchemaProblem } from '../schema/validate.ts'

/** Problems of kinds that Kubernetes itself knows; several checks ask for the same object. */
const builtIn = memo((object: LintObject): readonly SchemaProblem[] =>
  schemaProblems(object.fields, object.apiVersion, object.kind),
)

/** Problems of any object: of custom resources by schemas among the files or given. */
const problemsOf = (object: LintObject, bundle: Bundle): readonly SchemaProblem[] =>
  (bundle.kind('CustomResourceDefinition').length > 0 || bundle.schemaOf !== null) &&
  typeOfKind(object.apiVersion, object.kind) === null
    ? customProblems(object.fields, bundle)
    : builtIn(object)

/** The whole answer of the API server, with what it says of the value. */
const quoted = ({ kind, apiVersion, name }: LintObject, error: string): string => {
  if (/: (?:Unsupported|Invalid|Required) value/.test(error))
    return `The API server refuses the object: The ${kind} ${JSON.stringify(name)} is invalid: ${error}.`
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  return `The API server refuses the object: ${kind} in version "${version}" cannot be handled as a ${kind}: ${error}.`
}

/** A finder of one kind of problem. */
const problemsWith = (code: SchemaProblem['code'], part: 'key' | 'value' = 'value'): Finder =>
  inObjects((object, bundle) =>
    problemsOf(object, bundle)
      .filter((problem) => problem.code === code)
      .map(({ path, message, edits = [], error }) => ({
        path,
        // kubectl apply drops what is null before it sends the object (tried with v1.34).
        ...(code === 'unknown-field' && at(object.fields, ...path) === null
          ? { severity: 'may-crash' as const }
          : {}),
        ...(error === undefined ? {} : { happens: quoted(object, error) }),
        ...edited(edits),
        part,
        message: /[.?!)]$/.test(message) ? message : `${message}.`,
      })),
  )

/** The API that a release removed, null for one that is served. */
const removedApi = ({ apiVersion, kind }: LintObject): RemovedApi | null =>
  REMOVED_APIS.find(
    (api) => api.apiVersion === apiVersion && (api.kinds === undefined || api.kinds.includes(kind)),
  ) ?? null

/** `1.25` after `1.9`. */
const order = (version: string): number => {
  const [major = '0', minor = '0'] = version.split('.')
  return Number(major) * 1000 + Number(minor)
}

/** The fields of the newer version are the same, so that its name is all that changes. */
const successor = (object: LintObject, api: RemovedApi): readonly Edit[] => {
  const isSame =
    api.isSameShape === true ||
    // apps/v1 takes no default for the selector; the other fields stayed.
    (api.instead === 'apps/v1' && isFields(at(object.fields, 'spec', 'selector')))
  return isSame ? setTo(['apiVersion'], api.instead) : []
}

/** Removed in the release that is linted for, or before. */
const removed = (object: LintObject, version: string): readonly Found[] => {
  const api = removedApi(object)
  if (api === null || order(api.removed) > order(version)) return []
  return [
    {
      path: ['apiVersion'],
      message: `${object.kind} of ${object.apiVersion} is not served since Kubernetes ${api.removed}.`,
      happens: `error: resource mapping not found: no matches for kind "${object.kind}" in version "${object.apiVersion}"; ensure CRDs are installed first.`,
      fix: `Use ${api.instead}.`,
      ...edited(successor(object, api)),
    },
  ]
}

/** Removed in a later release. */
const deprecated = (object: LintObject, version: string): readonly Found[] => {
  const api = removedApi(object)
  if (api === null || order(api.removed) <= order(version)) return []
  return [
    {
      path: ['apiVersion'],
      message: `${object.kind} of ${object.apiVersion} is deprecated since Kubernetes ${api.deprecated}, and gone in ${api.removed}.`,
      fix: `Use ${api.instead}.`,
      ...edited(successor(object, api)),
    },
  ]
}

/** `data` of a Secret is base64; `stringData` takes plain text. */
const notBase64 = (object: LintObject): readonly Found[] =>
  Object.entries(fieldsOf(object.fields['data'])).flatMap(([key, value]) =>
    typeof value !== 'string' || decodeBase64(value) !== null
      ? []
      : [
          {
            path: ['data', key],
            message: `The value of ${key} is no base64, and data of a Secret must be.`,
            happens: `The API server refuses the object: Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte ${firstOdd(value)}.`,
          },
        ],
  )

/** Where Go's decoder stops: at the first letter that is none of base64, or where the last group of four begins or ends too early. */
function firstOdd(value: string): number {
  const bare = value.replace(/[\r\n]/g, '')
  const odd = bare.search(/[^A-Za-z0-9+/=]/)
  if (odd !== -1) return odd
  const padding = bare.indexOf('=')
  return padding === -1 ? bare.length - (bare.length % 4) : padding
}

/** Objects that are kept need a name. */
const noName = (object: LintObject): readonly Found[] => {
  // What is asked and not kept needs none, nor do settings of programs that only look like objects.
  if (object.name !== '' || /List$|Review$/.test(object.kind)) return []
  if (typeOfKind(object.apiVersion, object.kind) === null) return []
  return [
    {
      path: ['metadata'],
      message: `The ${object.kind} has neither metadata.name nor generateName.`,
      refusal: { field: 'metadata.name', says: 'Required value: name or generateName is required' },
    },
  ]
}

/** kubectl applies the documents of a file one after the other. */
const wrongOrder = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const isBefore = (other: LintObject): boolean =>
    other.manifest.file === object.manifest.file && bundle.orderOf(object) < bundle.orderOf(other)
  const space = object.namespace === '' ? null : bundle.find('Namespace', '', object.namespace)
  if (space !== null && isBefore(space))
    return [
      {
        path: ['metadata', 'namespace'],
        message: `Namespace ${object.namespace} stands further down in the same file.`,
        happens: `Error from server (NotFound): namespaces "${object.namespace}" not found; the object is not made.`,
        fix: 'Put the Namespace in front.',
      },
    ]
  const group = object.apiVersion.split('/')[0] ?? ''
  const definition = bundle
    .kind('CustomResourceDefinition')
    .find(
      ({ fields }) =>
        at(fields, 'spec', 'group') === group &&
        at(fields, 'spec', 'names', 'kind') === object.kind,
    )
  return definition !== undefined && isBefore(definition)
    ? [
        {
          path: ['kind'],
          message: `The CustomResourceDefinition of ${object.kind} stands further down in the same file.`,
        },
      ]
    : []
}

/** Kinds that a CustomResourceDefinition among the files brings along, once it is applied. */
const isDefined = (bundle: Bundle, group: string, kind: string): boolean =>
  bundle
    .kind('CustomResourceDefinition')
    .some(
      ({ fields }) =>
        wordOf(at(fields, 'spec', 'group')) === group &&
        wordOf(at(fields, 'spec', 'names', 'kind')) === kind,
    )

/** Kinds that the cluster of `--live` does not serve, unless a definition among the files adds them. */
const notServed = ({ apiVersion, kind }: LintObject, bundle: Bundle): readonly Found[] => {
  const kinds = bundle.live?.kinds
  if (kinds == null || apiVersion === '' || kind === '' || kind === 'List') return []
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
  if (kinds.has(`${apiVersion}/${kind}`) || isDefined(bundle, group, kind)) return []
  const others = [...kinds].filter((each) => each.endsWith(`/${kind}`)).slice(0, 3)
  return [
    {
      path: ['apiVersion'],
      message: `The cluster serves no ${kind} of ${apiVersion}${others.length === 0 ? ', and no CustomResourceDefinition of it is among these files' : `; it serves ${others.join(', ')}`}.`,
    },
  ]
}

export const SCHEMA_CHECKS: readonly Check[] = [
  {
    code: 'document-order',
    severity: 'may-crash',
    title: 'A document needs one that stands further down in the file',
    happens: 'error: resource mapping not found: no matches for kind; the object is not made.',
    fix: 'Put what others need in front: Namespaces, then CustomResourceDefinitions, then the rest.',
    aliases: [],
    find: inObjects(wrongOrder),
  },
  {
    code: 'unknown-field',
    severity: 'refused',
    title: 'A field is misspelt or stands in the wrong place',
    happens:
      'kubectl apply refuses it: strict decoding error: unknown field; older tools drop it without a word, and the probe, limit or variable is missing.',
    fix: 'Correct the name or the indentation.',
    aliases: [
      'kubeconform/-strict',
      'kubeconform/schema -strict',
      'kube-linter/schema-validation',
      'kube-linter/template-kubeconform',
    ],
    find: problemsWith('unknown-field', 'key'),
  },
  {
    code: 'type-mismatch',
    severity: 'refused',
    title: 'A value is of another type than the field takes',
    happens:
      'The API server refuses the object: cannot unmarshal bool into Go struct field EnvVar.value of type string.',
    fix: 'Quote it where text is wanted; take the quotes away where a number or true/false is.',
    aliases: ['monokle/K8S001..', 'kubeconform/schema', 'kube-linter/schema-validation'],
    find: problemsWith('type-mismatch'),
  },
  {
    code: 'null-quantity',
    severity: 'may-crash',
    title: 'A request or limit has no value',
    happens:
      'The API server refuses the object: quantities must match the regular expression; other tools drop the limit without a word.',
    fix: 'Write a quantity such as 512Mi, or remove the line.',
    aliases: [],
    find: problemsWith('null-quantity'),
  },
  {
    code: 'quantity-invalid',
    severity: 'refused',
    title: 'A request or limit is no quantity',
    happens: 'The API server refuses the object: quantities must match the regular expression.',
    fix: 'Write a number with one of the units m, k, M, G, Ki, Mi, Gi.',
    aliases: ['kubeconform/schema'],
    find: problemsWith('quantity-invalid'),
  },
  {
    code: 'word-not-allowed',
    severity: 'refused',
    title: 'A field has a value that is none of those that it takes',
    happens:
      'The API server refuses the object: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never".',
    fix: 'Use one of the values; capitals count.',
    aliases: [],
    find: problemsWith('word-not-allowed'),
  },
  {
    code: 'required-field-missing',
    severity: 'refused',
    title: 'A field that must be there is missing',
    happens: 'The API server refuses the object: Required value.',
    fix: 'Add the field.',
    aliases: [
      'kubeconform/schema',
      'kube-linter/schema-validation',
      'kube-score/container-ports-check',
    ],
    find: problemsWith('required-field-missing'),
  },
  {
    code: 'api-removed',
    severity: 'refused',
    title: 'The API version of the object is no longer served',
    happens:
      'error: resource mapping not found: no matches for kind "CronJob" in version "batch/v1beta1".',
    fix: 'Use the newer API version.',
    aliases: [
      'kyverno/check-deprecated-apis',
      'kyverno/disallow-deprecated-apis',
      'datree/K8S_DEPRECATED_APIVERSION_1.16',
      'datree/K8S_DEPRECATED_APIVERSION_1.17',
      ...['1.19', '1.20', '1.21', '1.22', '1.23', '1.24'].map(
        (v) => `datree/K8S_DEPRECATED_APIVERSION_${v}`,
      ),
      ...['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'].map(
        (v) => `datree/K8S_REMOVED_APIVERSION_${v}`,
      ),
      'kube-linter/no-extensions-v1beta',
      'kube-score/stable-version',
      'gatekeeper/verifydeprecatedapi',
      'trivy/KSV-0107',
    ],
    find: inObjects((object, bundle) => removed(object, bundle.version)),
  },
  {
    code: 'api-deprecated',
    severity: 'practice',
    title: 'The API version of the object will not be served for long',
    happens: 'After the next upgrades of the cluster the files cannot be applied any more.',
    fix: 'Use the newer API version.',
    aliases: [
      'kyverno/check-deprecated-apis',
      'kyverno/disallow-deprecated-apis',
      'popeye/POP-403',
    ],
    find: inObjects((object, bundle) => deprecated(object, bundle.version)),
  },
  {
    code: 'kind-not-served',
    severity: 'refused',
    title: 'The cluster that was asked (--live) does not know the kind',
    happens:
      'error: resource mapping not found: no matches for kind; ensure CRDs are installed first.',
    fix: 'Install what defines the kind first, or use an API version that the cluster serves.',
    aliases: [],
    find: inObjects(notServed),
  },
  {
    code: 'secret-not-base64',
    severity: 'refused',
    title: 'The data of a Secret is no base64',
    happens: 'The API server refuses the object: illegal base64 data at input byte 8.',
    fix: 'Put plain text under stringData, or encode it.',
    aliases: [],
    find: inKinds(['Secret'], notBase64),
  },
  {
    code: 'object-no-name',
    severity: 'refused',
    title: 'An object has no name',
    happens: 'The API server refuses the object: resource name may not be empty.',
    fix: 'Add metadata.name.',
    aliases: ['datree/RESOURCE_MISSING_NAME'],
    find: inObjects(noName),
  },
]
