import { isTemplated } from './placeholder.ts'

/** What names may be made of, in the words of apimachinery's validation package; each function gives what is wrong, or null. */
type NameRule = (text: string) => string | null

// The messages are apimachinery's (pkg/util/validation), word for word: tests compare them with the API server's.
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

const WILDCARD =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

const LABEL_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"

const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

const NAME_PART =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

// Without a length, which the rules bound differently.
const SUBDOMAIN_FORM = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/** A rule by length and form; a value that a template fills in is never refused. */
const rule =
  (most: number, form: RegExp, says: string): NameRule =>
  (text) => {
    if (text === '' || isTemplated(text)) return null
    if (!form.test(text)) return says
    return text.length > most ? `must be no more than ${most} characters` : null
  }

const LABEL_FORM = rule(63, /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, LABEL)

/** Names of containers, volumes, namespaces and StatefulSets. */
export function labelProblem(text: string): string | null {
  const problem = LABEL_FORM(text)
  return problem === LABEL && SUBDOMAIN_FORM.test(text) ? 'must not contain dots' : problem
}

/** Names of most objects. */
export const subdomainProblem = rule(253, SUBDOMAIN_FORM, SUBDOMAIN)

/** Names of Services. */
export const serviceNameProblem = rule(63, /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, LABEL_1035)

/** Values of labels. */
export const labelValueProblem = rule(
  63,
  /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
  LABEL_VALUE,
)

/** Hosts of an Ingress: a name, or one behind `*.`. */
export function hostProblem(text: string): string | null {
  if (!text.includes('*')) return subdomainProblem(text)
  return isTemplated(text) || (text.startsWith('*.') && SUBDOMAIN_FORM.test(text.slice(2)))
    ? null
    : WILDCARD
}

/** Keys of labels and annotations: a name, with an optional prefix before a slash. */
export function qualifiedNameProblem(key: string): string | null {
  if (isTemplated(key)) return null
  const parts = key.split('/')
  if (parts.length > 2)
    return `a qualified name ${NAME_PART} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`
  const [prefix, name = ''] = parts.length === 2 ? parts : ['x', parts[0]]
  if (name === '') return 'name part must be non-empty'
  if (name.length > 63) return 'name part must be no more than 63 characters'
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(name)) return `name part ${NAME_PART}`
  if (prefix === '') return 'prefix part must be non-empty'
  return SUBDOMAIN_FORM.test(prefix ?? '') ? null : `prefix part ${SUBDOMAIN}`
}

/** IANA_SVC_NAME: names of ports. */
export function portNameProblem(name: string): string | null {
  if (isTemplated(name)) return null
  if (name.length > 15) return 'must be no more than 15 characters'
  if (!/^[a-z0-9-]*$/.test(name))
    return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'
  if (!/[a-z]/.test(name)) return 'must contain at least one letter (a-z)'
  if (name.includes('--')) return 'must not contain consecutive hyphens'
  return /^-|-$/.test(name) ? 'must not begin or end with a hyphen' : null
}

/** `Invalid value: "Web": …`, of what a rule says. */
export function invalid(value: unknown, says: string): string {
  return `Invalid value: ${JSON.stringify(value)}: ${says}`
}
