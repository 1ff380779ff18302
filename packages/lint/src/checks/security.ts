import type { Bundle } from '../bundle.ts'
import { edited, setTo } from '../edit.ts'
import { at, isFields, listOf, wordOf } from '../fields.ts'
import { inContainers, type Check, type Found } from '../check.ts'
import { listeningArguments } from '../listening.ts'
import { isImagePlaceholder } from '../placeholder.ts'
import { baseName, programOfSite, runsOf } from '../program.ts'
import { isShell } from '../program.ts'
import type { Site } from '../workload.ts'

/** The kubelet compares both before it starts the container (`verifyRunAsNonRoot`). */
const uidZero = (site: Site): readonly Found[] =>
  site.security.nonRoot === true && site.security.user === 0
    ? [
        {
          path: securityPath(site, 'runAsUser'),
          message: 'runAsNonRoot: true forbids user 0, and runAsUser: 0 asks for it.',
        },
      ]
    : []

/** Where a field of the security context stands: at the container, at the pod, or nowhere. */
const securityPath = (site: Site, field: string): Site['path'] =>
  at(site.fields, 'securityContext', field) !== undefined
    ? [...site.path, 'securityContext', field]
    : at(site.workload.spec, 'securityContext', field) !== undefined
      ? [...site.workload.path, 'securityContext', field]
      : site.path

/** An image whose user is known to be root. */
const rootImage = (site: Site): readonly Found[] => {
  const { facts, text, config } = site.image
  if (site.security.nonRoot !== true || site.security.user !== null || facts?.user === undefined)
    return []
  if (config === undefined && /nonroot|rootless|unprivileged/.test(text)) return []
  const why =
    facts.user === 'root'
      ? 'runs as root unless told otherwise'
      : 'names its user instead of numbering it, so that the kubelet cannot tell that it is not root'
  return [
    {
      path: securityPath(site, 'runAsNonRoot'),
      message: `runAsNonRoot: true forbids root, and ${text} ${why}; no runAsUser is set.`,
      ...(config === undefined ? {} : { severity: 'will-crash' as const }),
      happens:
        facts.user === 'root'
          ? 'CreateContainerConfigError: container has runAsNonRoot and image will run as root.'
          : 'CreateContainerConfigError: container has runAsNonRoot and image has non-numeric user, cannot verify user is non-root.',
    },
  ]
}

/** Ports below 1024, unless root, a capability or a sysctl allows them. */
const lowPort = (site: Site): readonly Found[] => {
  const { user, nonRoot, added } = site.security
  const isRoot = user === 0 || (user === null && nonRoot !== true)
  const allowed = listOf(at(site.workload.spec, 'securityContext', 'sysctls')).some(
    (each) => wordOf(at(each, 'name')) === 'net.ipv4.ip_unprivileged_port_start',
  )
  if (isRoot || added.includes('NET_BIND_SERVICE') || allowed) return []
  const low = (port: number | null): port is number => port !== null && port > 0 && port < 1024
  const said = listeningArguments(site).find(({ port }) => low(port))
  const declared = site.ports.find(({ port }) => low(port))
  if (said === undefined && declared === undefined) return []
  return [
    {
      path: said?.path ?? [...(declared?.path ?? site.path), 'containerPort'],
      message: `Port ${said?.port ?? declared?.port} is below 1024, and the container runs as ${user === null ? 'another user than root' : `user ${user}`} without NET_BIND_SERVICE. Newer container runtimes allow it; older ones, and pods with hostNetwork, do not.`,
    },
  ]
}

/** What an image's start script needs as root: changing owners, taking another user. */
const droppedCapabilities = (site: Site): readonly Found[] => {
  const { facts, text } = site.image
  const { dropped, added, user, nonRoot, privileged } = site.security
  const needs = facts?.rootCapabilities ?? []
  const isRoot = user === 0 || (user === null && nonRoot !== true)
  if (!isRoot || privileged || needs.length === 0 || site.command !== null) return []
  const missing = needs.filter(
    (each) =>
      (dropped.includes('ALL') || dropped.includes(each)) &&
      !added.includes(each) &&
      !added.includes('ALL'),
  )
  if (missing.length === 0) return []
  return [
    {
      path: [...site.path, 'securityContext', 'capabilities', 'drop'],
      message: `The entrypoint of ${text} starts as root, changes owners and switches to its own user, and needs ${missing.join(', ')} for it.`,
      fix: `Add ${missing.join(', ')} under capabilities.add, or run it as its own user with runAsUser.`,
    },
  ]
}

// Where the kubelet mounts the token.
const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
/** Images whose programs do nothing but talk to the API server. */
const CLIENT_IMAGES =
  /(?:^|\/)(?:kube-state-metrics|external-dns|cluster-autoscaler|metrics-server|cert-manager-(?:controller|cainjector)|ingress-nginx\/controller|reloader|descheduler)(?:$|\/)/

/** What of kubectl and helm reads files or the client alone. */
const CLIENT_ONLY =
  /^(?:kustomize|completion|help|options|config|template|lint|repo|package|dependency|pull)$/

/** `kubectl get pods`: talks to the API server; `kubectl version --client` and `helm template` do not. */
const asksServer = ([program = '', ...words]: readonly string[]): boolean => {
  if (!/^(?:kubectl|helm|oc)$/.test(baseName(program))) return false
  const verb = words.find((word) => !word.startsWith('-'))
  const isClient = words.some((word) => /^--(?:client|dry-run=client|local)\b/.test(word))
  return verb !== undefined && !CLIENT_ONLY.test(verb) && !isClient
}

/** A token or a kubeconfig of its own. */
const bringsAccess = (site: Site): boolean =>
  site.env.some(({ name }) => /KUBECONFIG|KUBE_TOKEN|KUBERNETES_MASTER/.test(name)) ||
  site.mounts.some(({ mountPath, subPath, volume }) => {
    const sources = listOf(at(volume?.fields, 'projected', 'sources'))
    return (
      mountPath.startsWith(TOKEN_PATH) ||
      /kube-?config|\/\.kube(?:\/|$)/i.test(`${mountPath} ${subPath ?? ''}`) ||
      sources.some((each) => isFields(at(each, 'serviceAccountToken')))
    )
  })

/** A program that asks the API server, in a pod without a token. */
const neededToken = (site: Site, bundle: Bundle): readonly Found[] => {
  const { spec, path, namespace } = site.workload
  const stated = spec['automountServiceAccountToken']
  const account = bundle.find('ServiceAccount', namespace, wordOf(spec['serviceAccountName']))
  const isOff =
    stated === false ||
    (stated === undefined && account?.fields['automountServiceAccountToken'] === false)
  if (!isOff) return []
  if (bringsAccess(site)) return []
  const runs = runsOf(programOfSite(site))
  const own = /(?:^|\/)kubectl$/.test(site.image.repository) && site.command === null
  const kubectl = own
    ? [{ words: ['kubectl', ...site.argv.map(({ text }) => text)] }].find(({ words }) =>
        asksServer(words),
      )
    : runs.find(({ words }) => asksServer(words))
  const reads = site.argv.find(
    ({ text }) => text.includes(TOKEN_PATH) || /--in-cluster(?:=true)?$/.test(text),
  )
  const isClient = CLIENT_IMAGES.test(site.image.repository)
  if (kubectl === undefined && reads === undefined && !isClient) return []
  if (runs.some(({ words }) => words.some((word) => /^--(?:kubeconfig|token|server)\b/.test(word))))
    return []
  const what = kubectl?.words[0] ?? reads?.text ?? site.image.text
  return [
    {
      path: [...path, stated === false ? 'automountServiceAccountToken' : 'serviceAccountName'],
      message: `${what} talks to the API server, and the pod gets no token for it${stated === false ? '' : `: ServiceAccount ${account?.name ?? ''} says automountServiceAccountToken: false`}.`,
    },
  ]
}

/** Images that are known to write to folders which are not mounted. */
const readOnlyRoot = (site: Site): readonly Found[] => {
  const { facts, text } = site.image
  if (!site.security.readOnlyRoot || facts?.writes === undefined || site.role === 'init') return []
  const program = programOfSite(site)
  if (program?.kind === 'exec' && isShell(program.words[0]?.text ?? '')) return []
  const isWritable = (folder: string): boolean =>
    site.mounts.some(({ mountPath, readOnly }) => !readOnly && isBelow(folder, mountPath))
  const lacking = facts.writes.filter((folder) => !isWritable(folder))
  if (lacking.length === 0) return []
  return [
    {
      path: [...site.path, 'securityContext', 'readOnlyRootFilesystem'],
      message: `${text} writes to ${lacking.join(' and ')} when it starts, and the root file system is read-only there.`,
      fix: `Mount an emptyDir at ${lacking.join(' and ')}.`,
    },
  ]
}

/** `/var/run` is a link to `/run` in every common image. */
const isBelow = (folder: string, mount: string): boolean => {
  const plain = (path: string): string =>
    path.replace(/^\/var\/run(?=\/|$)/, '/run').replace(/\/+$/, '')
  return plain(folder) === plain(mount) || plain(folder).startsWith(`${plain(mount)}/`)
}

/** What the kubelet cannot parse (`InvalidImageName`). */
const imageReference = (site: Site): readonly Found[] => {
  const { text } = site.image
  const path = [...site.path, 'image']
  if (text === '' || text !== text.trim() || /[“”]|\s/.test(text)) return []
  if (isImagePlaceholder(text)) return []
  const problem = referenceProblem(text)
  return problem === null
    ? []
    : [{ path, message: `${JSON.stringify(text)} is no image reference: ${problem}.` }]
}

/** The grammar of distribution/reference: lower-case path, one tag of 128 characters, a digest of 64 hexadecimal digits. */
function referenceProblem(text: string): string | null {
  if (/^https?:\/\//.test(text)) return 'it begins with a protocol'
  const [named = '', digest, ...more] = text.split('@')
  if (more.length > 0) return 'it has more than one @'
  if (
    digest !== undefined &&
    !/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[\da-fA-F]{32,}$/.test(digest)
  )
    return 'what stands behind @ is no digest'
  if (digest?.startsWith('sha256:') === true && !/^sha256:[\da-f]{64}$/.test(digest))
    return `a sha256 digest has 64 hexadecimal digits, and this one ${digest.length - 7}`
  const slash = named.indexOf('/')
  const first = slash === -1 ? '' : named.slice(0, slash)
  const hasHost = /[.:]/.test(first) || first === 'localhost'
  const rest = hasHost ? named.slice(slash + 1) : named
  const colon = rest.indexOf(':')
  const repository = colon === -1 ? rest : rest.slice(0, colon)
  const tag = colon === -1 ? null : rest.slice(colon + 1)
  if (hasHost && !/^[A-Za-z0-9.-]+(?::\d+)?$/.test(first)) return `${first} is no registry`
  if (repository === '') return 'it names no repository'
  if (/[A-Z]/.test(repository)) return 'the repository must be lower case'
  if (
    !/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(
      repository,
    )
  )
    return 'the repository has characters that are not allowed there'
  if (tag !== null && !/^\w[\w.-]{0,127}$/.test(tag))
    return tag === '' ? 'the tag is empty' : `${tag} is no tag`
  return null
}

/** White space around a name. */
const imageSpace = (site: Site): readonly Found[] =>
  site.image.text !== site.image.text.trim()
    ? [
        {
          path: [...site.path, 'image'],
          ...edited(setTo([...site.path, 'image'], site.image.text.trim())),
          message: `The image ${JSON.stringify(site.image.text)} begins or ends with a space.`,
        },
      ]
    : []

/** A PodTemplate may leave it out for a controller to fill in. */
const imageMissing = (site: Site): readonly Found[] =>
  site.image.text === '' &&
  typeof (at(site.fields, 'image') ?? '') === 'string' &&
  site.workload.kind !== 'PodTemplate'
    ? [
        {
          path: at(site.fields, 'image') === undefined ? site.path : [...site.path, 'image'],
          message: `Container ${site.name} names no image.`,
          refusal: { field: [...site.path, 'image'], says: 'Required value' },
        },
      ]
    : []

// Architectures that nodes commonly have.
const ARCHITECTURES = ['amd64', 'arm64', 'arm', 's390x', 'ppc64le'] as const

/** By its configuration, or by its name. */
const builtFor = ({ image }: Site): string | null => {
  if (image.config?.architecture != null) return image.config.architecture
  const said =
    /(?:^|[-_/])(amd64|x86[-_]64|arm64(?:v8)?|aarch64|armhf|arm32v[67]|s390x|ppc64le)(?:$|[-_./])/.exec(
      `${image.repository}/${image.tag ?? ''}`,
    )?.[1]
  if (said === undefined) return null
  if (/x86|amd/.test(said)) return 'amd64'
  if (/aarch64|arm64/.test(said)) return 'arm64'
  return /arm/.test(said) ? 'arm' : said
}

/** An image that is built for other architectures than the nodes that are selected. */
const architecture = (site: Site, bundle: Bundle): readonly Found[] => {
  const selector = site.workload.spec['nodeSelector']
  const wanted = wordOf(
    at(selector, 'kubernetes.io/arch') ?? at(selector, 'beta.kubernetes.io/arch'),
  )
  const built = builtFor(site)
  const isBound = isFields(selector) && ARCHITECTURES.some((each) => each === wanted)
  const nodes = isBound ? [wanted] : (bundle.live?.architectures ?? [])
  if (built === null || nodes.length === 0 || nodes.includes(built)) return []
  const isCertain = site.image.config?.architecture != null
  return [
    {
      path: [...site.path, 'image'],
      message: `The image is built for ${built}${isCertain ? '' : ' by its name'}, and ${isBound ? `the pod is bound to ${wanted} nodes` : `the nodes of the cluster are ${nodes.join(', ')}`}.`,
      ...(isCertain ? { severity: 'will-crash' as const } : {}),
    },
  ]
}

/** `Never` needs the image on the node. */
const neverPulled = (site: Site): readonly Found[] =>
  site.fields['imagePullPolicy'] === 'Never' &&
  site.image.text !== '' &&
  !isImagePlaceholder(site.image.text)
    ? [
        {
          path: [...site.path, 'imagePullPolicy'],
          message: `The image is never pulled: only nodes that have ${site.image.text} already can start the container.`,
        },
      ]
    : []

export const SECURITY_CHECKS: readonly Check[] = [
  {
    code: 'runasnonroot-uid-zero',
    severity: 'will-crash',
    title: 'runAsNonRoot forbids the user that runAsUser asks for',
    happens: "CreateContainerConfigError: container's runAsUser breaks non-root policy.",
    fix: 'Set runAsUser to a number above 0, or remove runAsNonRoot.',
    aliases: ['kube-linter/run-as-non-root'],
    find: inContainers(uidZero),
  },
  {
    code: 'runasnonroot-no-uid-root-image',
    severity: 'may-crash',
    title: 'runAsNonRoot forbids the user of the image, and no other is set',
    happens: 'CreateContainerConfigError: container has runAsNonRoot and image will run as root.',
    fix: 'Set runAsUser to the number of a user that the program can run as.',
    aliases: ['popeye/POP-302'],
    find: inContainers(rootImage, 'known'),
  },
  {
    code: 'low-port-nonroot',
    severity: 'may-crash',
    title: 'A user other than root opens a port below 1024',
    happens: 'bind: permission denied; exit code 1, on nodes whose runtime does not allow it.',
    fix: 'Listen on a port above 1023 and keep the low one in the Service, or add NET_BIND_SERVICE.',
    aliases: ['kube-linter/privileged-ports', 'trivy/KSV-0117'],
    find: inContainers(lowPort),
  },
  {
    code: 'drop-all-caps-root-entrypoint',
    severity: 'may-crash',
    title: 'Capabilities are dropped that the entrypoint of the image needs as root',
    happens: 'chown: Operation not permitted, or setgid failed; exit code 1.',
    fix: 'Add the capabilities, or run the image as its own user.',
    aliases: [],
    find: inContainers(droppedCapabilities, 'known'),
  },
  {
    code: 'token-off-but-needed',
    severity: 'may-crash',
    title: 'A program that talks to the API server gets no token',
    happens:
      'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory, or connection to localhost:8080 was refused.',
    fix: 'Remove automountServiceAccountToken: false for this pod.',
    aliases: [],
    find: inContainers(neededToken),
  },
  {
    code: 'readonly-rootfs-nginx',
    severity: 'may-crash',
    title: 'The root file system is read-only where the image writes at its start',
    happens:
      'mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system); exit code 1.',
    fix: 'Mount an emptyDir at the folders that it writes to.',
    aliases: [],
    find: inContainers(readOnlyRoot, 'known'),
  },
  {
    code: 'image-invalid-reference',
    severity: 'will-crash',
    title: 'The image is no valid reference',
    happens:
      "InvalidImageName: Failed to apply default image tag: couldn't parse image name: invalid reference format.",
    fix: 'Write registry/path:tag, with a lower-case path.',
    aliases: [],
    find: inContainers(imageReference),
  },
  {
    code: 'image-whitespace',
    severity: 'will-crash',
    title: 'The image begins or ends with a space',
    happens:
      'FailedCreate: spec.containers[0].image: Invalid value: must not have leading or trailing whitespace; there is no pod at all.',
    fix: 'Take the space away.',
    aliases: [],
    find: inContainers(imageSpace),
  },
  {
    code: 'image-missing',
    severity: 'refused',
    title: 'A container names no image',
    happens: 'The API server refuses the object: image: Required value.',
    fix: 'Name the image.',
    aliases: [],
    find: inContainers(imageMissing),
  },
  {
    code: 'image-arch-vs-nodeselector',
    severity: 'may-crash',
    title: 'The image is built for another architecture than the nodes',
    happens: 'exec /app: exec format error; exit code 255 or 1.',
    fix: 'Use an image for this architecture, or a multi-platform one.',
    aliases: [],
    find: inContainers(architecture),
  },
  {
    code: 'image-pull-never',
    severity: 'practice',
    title: 'The image is never pulled',
    happens: 'ErrImageNeverPull: Container image is not present with pull policy of Never.',
    fix: 'Use IfNotPresent.',
    aliases: [],
    find: inContainers(neverPulled),
  },
]
