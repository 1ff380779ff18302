import type { LogTarget } from './draft.ts'

/** A command that somebody typed before the output that follows. */
export interface Command {
  readonly verb: 'logs' | 'get' | 'describe' | 'top' | 'events' | 'other'
  /** `pod`, `deployment`, `node` … of get and describe, in the singular; null where none is given. */
  readonly kind: string | null
  readonly name: string | null
  readonly target: LogTarget
  /** True of a program that asks others: what it prints is no container's log. */
  readonly isClient?: true
}

const NO_TARGET: LogTarget = {
  namespace: null,
  pod: null,
  container: null,
  workload: null,
  run: 'unknown',
}

const VERBS =
  'logs?|get|describe|desc|top|events?|exec|apply|create|delete|edit|version|cluster-info|rollout|scale|run|explain|port-forward|cp|label|annotate|config|debug|attach|adm|project|api-resources|auth|patch|set|wait|drain|cordon|uncordon|expose|rsh|status'
const TOOL =
  '(?:[A-Z_][A-Z0-9_]*=\\S+\\s+)?(?:sudo\\s+)?(?:\\S*/)?(?:[Kk]ubectl(?:\\.sh|\\.exe)?|oc|k|kc|kub|kubecolor|microk8s\\.kubectl|microk8s\\s+kubectl|k3s\\s+kubectl|k0s\\s+kubectl|minikube\\s+kubectl\\s+--|rke2\\s+kubectl)'
/** `kubectl -n x logs y`: flags may stand before the verb. */
const FLAGS = '(?:\\s+-[\\w-]+(?:[= ](?!(?:logs?|get|describe|top)\\s)[^\\s-]\\S*)?)*'
const KUBECTL = new RegExp(`^${TOOL}(${FLAGS})\\s+(${VERBS})(?=\\s|$)(.*)$`)
const ANY_ALIAS = /^([a-z][\w.-]{0,12})\s+(logs?|describe|get|top)\s+(\S.*)$/
const SHORT_ALIAS =
  /^(k(?:gp|gpo|gpn|gpa|gpw|gpoall|gpall|dp|dpo|l|lo|lf|lop|lp|ge|gev))(?:\s+(.*))?$/
const OTHER_LOGS =
  /^(?:sudo\s+)?(?:docker|podman|nerdctl|crictl)(?:\s+(?:container|compose))?\s+logs?\s+(.*)$/
const OTHER_TOOL =
  /^(?:sudo\s+)?(?:docker|podman|nerdctl|crictl|ctr|helm|helmfile|cat|journalctl|dmesg|systemctl|curl|wget|nslookup|dig|ping|ls|ll|uname|minikube|kind|k3s|k3d|k0s|kubeadm|istioctl|linkerd|cilium|calicoctl|gcloud|aws|az|eksctl|make|git|vim?|nano|echo|grep|egrep|export|ssh|cd|tail|head|less|df|free|top|ps|lsmod|modprobe|mount|ip|iptables|nvidia-smi|stern|kail|argocd|flux|velero|terraform|watch|cmctl|etcdctl|sysctl|ulimit|stat|id|whoami|env|find|chmod|chown|mkdir|rm)\b(?!:)/

/** Programs that ask servers and print what those answer. */
const CLIENT =
  /^(?:sudo\s+)?(?:(?:docker|podman|nerdctl|crictl)\s+exec|curl|wget|nslookup|dig|ping|istioctl|linkerd|argocd|flux|velero|cmctl|etcdctl|gcloud|aws|az|eksctl|terraform|psql|mysql|mysqladmin|redis-cli|mongo|mongosh|vault|consul|nomad|influx|mc|rabbitmqctl|openssl)\s+(?!server\b)[\w-]/

/** Prompts: `$ `, `# `, `root@m1:~# `, `[root@x ~]# `, `m01 ~ # `, `PS C:\> `, `➜  ~ `, `[12:54:41] $ `, ` $> `. */
const PROMPT =
  /^\s*(PS [^>]{0,80}>|[A-Za-z]:\\[^>]{0,80}>|[\w.@:~/+()[\]| ⎈-]{0,80}[$#%❯➜»λ>±](?:\s+~)?>?)\s*/u
/** One of these ends every prompt. */
const PROMPT_SIGN = /[$#%❯➜»λ>±]/
/** A shell that waits for its next command. */
const EMPTY_PROMPT =
  /^(?:\[[\w.-]+@[^\]]{1,60}\][#$]|[\w.-]+@[\w.-]+:?[ \w./~-]{0,60}[#$%]|PS [^>]{0,80}>)$/
const DECORATION = /^[\s*`_#>-]*/

/** The command on a line, with its prompt or markdown around it; null for other lines. */
export function commandOn(text: string): Command | null {
  if (text.length > 600 || !/[a-z]/.test(text)) return null
  const trimmed = text.trim()
  if (EMPTY_PROMPT.test(trimmed)) return otherCommand()
  return plainCommand(trimmed) ?? promptedCommand(trimmed) ?? mentionedCommand(trimmed)
}

function plainCommand(trimmed: string): Command | null {
  const bare = undecorated(trimmed)
  const match = KUBECTL.exec(bare)
  if (match === null) return null
  // A bare `k get` or `oc get` in prose is a command, `k logs` in a sentence is not told from one: both start the line.
  return kubectlCommand(match[2] ?? '', `${match[1] ?? ''} ${match[3] ?? ''}`)
}

const undecorated = (text: string): string => {
  const bare = withoutSigns(text.replace(DECORATION, ''))
  return bare.endsWith(':') || bare.endsWith('：') ? withoutSigns(bare.slice(0, -1)) : bare
}

/** From the end inwards: a pattern for what a text ends with is tried at each sign before it. */
function withoutSigns(text: string): string {
  let end = text.length
  while (end > 0 && /[\s*`_]/.test(text[end - 1] ?? '')) end--
  return text.slice(0, end)
}

function promptedCommand(trimmed: string): Command | null {
  const prompt = PROMPT_SIGN.test(trimmed) ? PROMPT.exec(trimmed) : null
  if (prompt === null) return null
  const rest = undecorated(trimmed.slice(prompt[0].length))
  const kubectl = KUBECTL.exec(rest)
  if (kubectl !== null)
    return kubectlCommand(kubectl[2] ?? '', `${kubectl[1] ?? ''} ${kubectl[3] ?? ''}`)
  const short = SHORT_ALIAS.exec(rest)
  if (short !== null) return shortAlias(short[1] ?? '', short[2] ?? '')
  const other = OTHER_LOGS.exec(rest)
  if (other !== null) return { verb: 'logs', kind: null, name: null, target: NO_TARGET }
  // A lone `#` or `>` begins comments, headings and quotes as well.
  if (/^(?:#+|>+|%)$/.test((prompt[1] ?? '').trim())) {
    return /^(?:sudo |docker |crictl |journalctl |dmesg|helm |systemctl )/.test(rest)
      ? otherCommand()
      : null
  }
  if (CLIENT.test(rest)) return { ...otherCommand(), isClient: true }
  if (OTHER_TOOL.test(rest)) return otherCommand()
  const alias = ANY_ALIAS.exec(rest)
  return alias === null ? null : kubectlCommand(alias[2] ?? '', alias[3] ?? '')
}

/** `Output of "kubectl logs web-0 -c api":` */
function mentionedCommand(trimmed: string): Command | null {
  if (trimmed.length > 240 || !/(?:kubectl|oc)\s/.test(trimmed)) return null
  const quoted = /[`"'“]((?:kubectl|oc)\s[^`"'”]{1,200})[`"'”]/.exec(trimmed)?.[1]
  const ended = /^[A-Za-z][\w ,'()-]{0,80}\b((?:kubectl|oc)\s.{1,200}):\s*\**$/.exec(trimmed)?.[1]
  const match = KUBECTL.exec((quoted ?? ended ?? '').trim())
  if (match === null || !/^(?:logs?|get|describe|top|events?)$/.test(match[2] ?? '')) return null
  return kubectlCommand(match[2] ?? '', `${match[1] ?? ''} ${match[3] ?? ''}`)
}

function otherCommand(): Command {
  return { verb: 'other', kind: null, name: null, target: NO_TARGET }
}

function shortAlias(alias: string, rest: string): Command {
  if (alias.startsWith('kl'))
    return kubectlCommand('logs', alias.endsWith('p') ? `${rest} -p` : rest)
  if (alias.startsWith('kdp')) return kubectlCommand('describe', `pod ${rest}`)
  if (alias.startsWith('kge')) return kubectlCommand('get', `events ${rest}`)
  return kubectlCommand('get', alias === 'kgpn' ? `pods -n ${rest}` : `pods ${rest}`)
}

/** Flags whose value is the next word. */
const VALUED = new Set(
  '-n --namespace -c --container --tail --since --since-time -l --selector --context --kubeconfig -o --output --limit-bytes --max-log-requests --sort-by --field-selector -s --server --cluster --user --as -f --filename'.split(
    ' ',
  ),
)

interface Arguments {
  readonly words: readonly string[]
  readonly flags: ReadonlyMap<string, string>
}

function argumentsOf(rest: string, verb: string): Arguments {
  const words: string[] = []
  const flags = new Map<string, string>()
  const tokens = (rest.split(/\s(?:\||>|>>|2>|&&|;|#)/, 1)[0] ?? '').trim().split(/\s+/)
  for (let i = 0; i < tokens.length; i++) {
    const token = (tokens[i] ?? '').replace(/[*`"']+$/, '').replace(/^[`"']+/, '')
    if (token === '' || token === '\\') continue
    if (!token.startsWith('-')) {
      words.push(token)
      continue
    }
    const [name = '', value] = token.split('=', 2)
    const short = /^-([nc])(\w\S*)$/.exec(token)
    // `logs -f` follows; `-f` takes a file everywhere else.
    const valued = VALUED.has(name) && !(name === '-f' && verb.startsWith('log'))
    if (value !== undefined) flags.set(name, value)
    else if (short !== null) flags.set(`-${short[1]}`, short[2] ?? '')
    else if (valued) flags.set(name, tokens[++i] ?? '')
    else flags.set(name, 'true')
  }
  return { words, flags }
}

function kubectlCommand(verb: string, rest: string): Command {
  const { words, flags } = argumentsOf(rest, verb)
  const namespace = flags.get('-n') ?? flags.get('--namespace') ?? null
  if (/^logs?$/.test(verb)) return logsCommand(words, flags, namespace)
  if (verb === 'event' || verb === 'events') {
    return { verb: 'events', kind: null, name: null, target: { ...NO_TARGET, namespace } }
  }
  if (verb !== 'get' && verb !== 'describe' && verb !== 'desc' && verb !== 'top') {
    return {
      ...otherCommand(),
      target: { ...NO_TARGET, namespace },
      ...(verb === 'exec' || verb === 'rsh' ? { isClient: true } : {}),
    }
  }
  const [first = '', second] = words
  const [type = '', inner] = first.split('/', 2)
  const kind = singular(type)
  const name = inner ?? second ?? null
  const known = verb === 'desc' ? 'describe' : verb
  return {
    verb: kind === 'event' ? 'events' : known,
    kind: kind === '' ? null : kind,
    name,
    target: { ...NO_TARGET, namespace, pod: kind === 'pod' ? name : null },
  }
}

function logsCommand(
  words: readonly string[],
  flags: ReadonlyMap<string, string>,
  namespace: string | null,
): Command {
  const [first, ...others] = words
  const slash = first?.indexOf('/') ?? -1
  const type = slash > 0 ? singular(first?.slice(0, slash) ?? '') : 'pod'
  const twoWords =
    slash === -1 &&
    others[0] !== undefined &&
    singular(first ?? '') === 'pod' &&
    /^(?:pods?|po)$/.test(first ?? '')
  const name = slash > 0 ? first?.slice(slash + 1) : twoWords ? others[0] : first
  const positional = twoWords ? others[1] : others[0]
  const container = flags.get('-c') ?? flags.get('--container') ?? positional ?? null
  const previous = [flags.get('-p'), flags.get('--previous')].some(
    (v) => v !== undefined && v !== 'false',
  )
  const run = previous ? 'previous' : 'unknown'
  const isPod = type === 'pod'
  const target = {
    namespace,
    pod: isPod ? plainName(name) : null,
    workload: isPod ? null : plainName(name),
    container: plainName(container ?? undefined),
    run,
  } as const
  return { verb: 'logs', kind: type, name: plainName(name), target }
}

/** Names with shell variables, placeholders or ellipses name nothing. */
function plainName(name: string | undefined): string | null {
  return name !== undefined && /^[a-z0-9][-a-z0-9.]*$/.test(name) && !name.endsWith('...')
    ? name
    : null
}

const SINGULAR: Readonly<Record<string, string>> = {
  po: 'pod',
  pods: 'pod',
  all: 'pod',
  no: 'node',
  nodes: 'node',
  deploy: 'deployment',
  deployments: 'deployment',
  'deployments.apps': 'deployment',
  'deployment.apps': 'deployment',
  deploymentconfig: 'deploymentconfig',
  dc: 'deploymentconfig',
  rs: 'replicaset',
  replicasets: 'replicaset',
  rc: 'replicationcontroller',
  sts: 'statefulset',
  statefulsets: 'statefulset',
  ds: 'daemonset',
  daemonsets: 'daemonset',
  jobs: 'job',
  cj: 'cronjob',
  cronjobs: 'cronjob',
  ev: 'event',
  events: 'event',
  svc: 'service',
  services: 'service',
  cm: 'configmap',
  configmaps: 'configmap',
  secrets: 'secret',
  pvc: 'persistentvolumeclaim',
  sa: 'serviceaccount',
}

function singular(type: string): string {
  const lower = type.toLowerCase()
  if (lower.includes(',')) return lower.split(',').some((t) => singular(t) === 'pod') ? 'pod' : ''
  return SINGULAR[lower] ?? lower
}
