import { requiredLiterals } from '../../scanner/literals.ts'
import type { CauseId } from '../../catalogue.ts'

/** What a fatal line of an unknown program most likely means, by the words that programs of all kinds use for it. */
export interface WordRule {
  readonly what: string
  readonly cause: CauseId
  readonly pattern: RegExp
  readonly title: string
}

/**
 * Tried in order, the specific before the general. They are the last resort for a line that no signature knows, and only
 * ever see the line that the run itself shows as its reason.
 */
export const WORD_RULES: readonly WordRule[] = [
  {
    what: 'heap',
    cause: 'heap-exhausted',
    pattern:
      /\b(?:heap out of memory|java heap space|outofmemoryerror|memory exhausted|memoryerror)\b/i,
    title: 'The program ran out of its own heap',
  },
  {
    what: 'loop',
    cause: 'dns-loop',
    pattern:
      /\bloop\b.{0,40}\bdetected\b.{0,40}\bzone\b|plugin\/loop\b|\bHINFO\b.{0,120}\bloop detected/i,
    title: 'The DNS server forwards to itself',
  },
  {
    what: 'arch',
    cause: 'arch-mismatch',
    pattern: /exec format error|cannot execute binary file/i,
    title: 'Built for another processor architecture',
  },
  {
    what: 'instruction',
    cause: 'illegal-instruction',
    pattern: /illegal instruction|requires? a cpu with|cpu (?:isa level|does not support)/i,
    title: 'The CPU lacks an instruction that the program needs',
  },
  {
    what: 'own-fault',
    cause: 'app-exception',
    pattern:
      /invalid memory address|nil pointer dereference|\bnull ?pointer|\bindex out of (?:range|bounds)|slice bounds out of|interface conversion: |attempt to (?:index|call|compare|concatenate|perform arithmetic on) a (?:nil|boolean|table|string|number)\b|\bundefined method\b|cannot read propert(?:y|ies) of (?:null|undefined)|\bis not a function\b|concurrent map (?:read|write|iteration)|called `(?:option|result)::unwrap\(\)`/i,
    title: "A mistake in the program's own code",
  },
  {
    what: 'segfault',
    cause: 'segfault',
    pattern: /\bsegmentation fault\b|\bsegfault\b|\bsigsegv\b(?!: segmentation violation)/i,
    title: 'The program read or wrote memory that is not its own',
  },
  {
    what: 'gpu',
    cause: 'gpu-driver',
    pattern:
      /\b(?:nvml|cuda|nvidia|gpu)\b.{0,80}\b(?:not found|not available|could not|failed|insufficient|mismatch|unsupported|too old|outdated|no )|(?:could not|failed to|no) .{0,40}\b(?:nvml|cuda|nvidia driver|gpus?|device vector)\b|nvidia-(?:smi|container-cli|container-runtime)\b.{0,120}\b(?:fail|error|not |no such)|driver\/library version mismatch/i,
    title: 'No usable GPU driver',
  },
  {
    what: 'license',
    cause: 'license',
    pattern:
      /\blicen[cs]e\b.{0,60}\b(?:expired|invalid|missing|not found|required|could not|failed|exceeded|denied)|\blicen[cs]e (?:error|violation)\b|(?:invalid|no valid|expired|missing) licen[cs]e/i,
    title: 'The licence is missing or not valid',
  },
  {
    what: 'disk-full',
    cause: 'volume-full',
    pattern:
      /no space left on device|disk (?:is )?full|disk quota exceeded|not enough (?:disk )?space|enospc/i,
    title: 'No space left where the program writes',
  },
  {
    what: 'limits',
    cause: 'kernel-or-node',
    pattern:
      /too many open files|\bbus error\b|\bsigbus\b|huge ?pages|\/proc\/\d+\/ns\/|user namespaces?\b.{0,60}(?:not|disabled|denied)|qdisc|iptables: too many links|max virtual memory areas|vm\.max_map_count|inotify|file[- ]descriptors?|\bfd limit\b|ulimit|\bsysctl\b|kernel (?:modules?|headers?|version|too old)|modprobe|not a bpf filesystem|\/sys\/fs\/(?:bpf|cgroup)\b|\/proc\/sys\/|cgroup.{0,40}(?:not (?:mounted|found|supported)|v1 is)|iptables(?:-restore|-save)?(?: v[\d.]{3,12}(?: \(\w{3,12}\))?)?: .{0,120}(?:exist|no chain|can'?t|denied|missing|fail)/i,
    title: "The node's kernel or its limits do not allow it",
  },
  {
    what: 'object',
    cause: 'secret-or-configmap-missing',
    pattern: /\b(?:secrets?|configmaps?) \\?[\"'][^\"'\\]{1,120}\\?[\"'] (?:was |is )?not found/i,
    title: 'A Secret or ConfigMap that is asked for does not exist',
  },
  {
    what: 'forbidden',
    cause: 'rbac-forbidden',
    pattern:
      /is forbidden: user|does not allow access to the requested resource|\b403\b.{0,24}https?:\/\/[^\s"]{1,100}\/apis?\/|https?:\/\/[^\s"]{1,100}\/apis?\/.{1,240}\b(?:403|forbidden)\b|kubernetes api\b.{0,24}\b403\b|cannot (?:get|list|watch|create|update|patch|delete) (?:resource )?"?[\w./-]+"?.{0,60}(?:api group|namespace|cluster scope)|\brbac\b/i,
    title: 'The API server answers 403',
  },
  {
    what: 'crd',
    cause: 'api-version-removed',
    pattern:
      /no matches for kind|could not find the requested resource|(?:crd|custom ?resource ?definition)s?\b.{0,60}\b(?:not (?:found|installed)|missing)|no kind is registered/i,
    title: 'The cluster does not serve the API that the program asks for',
  },
  {
    what: 'token',
    cause: 'service-account-token',
    pattern: /serviceaccount\/token|in-?cluster config(?:uration)?|kubernetes_service_host/i,
    title: 'No usable service account token',
  },
  {
    what: 'webhook-cert',
    cause: 'webhook-cert',
    pattern: /webhook.{0,80}(?:cert|tls|x509|secret)|serving-certs/i,
    title: "The webhook's certificate is not usable",
  },
  {
    what: 'cloud',
    cause: 'cloud-iam-denied',
    pattern:
      /assume ?role|web ?identity|\bsts\.|instance metadata|(?:gce|ec2|compute) ?metadata|service-accounts\/default\/token|\bimds|169\.254\.169\.254|metadata\.google|credential provider|unable to locate credentials|no credentials? (?:provider|found)|\b(?:list|get|put|head|delete|create|copy)_?(?:objects?(?:v2)?|bucket)\b.{0,160}\baccess ?denied|accessdenied(?!exception\b\W{1,3}\/)|not authorized to perform|default credentials|managed identity|missing region/i,
    title: "The cloud's identity service denies it",
  },
  {
    what: 'cni',
    cause: 'cni-failed',
    pattern:
      /\b(?:cni|ipam|pod ?cidr|podcidr|ip pool|ippool)\b.{0,100}\b(?:fail|not |no |error|unable|exhaust|conflict)/i,
    title: 'The network plugin cannot do its work',
  },
  {
    what: 'lease',
    cause: 'leader-election-lost',
    pattern:
      /leader ?election lost|lost (?:the )?(?:leader|lease|lock)|failed to (?:renew|acquire|update) (?:the )?(?:lease|lock|leader lease)|leaderelection lost/i,
    title: 'It lost its leader lease',
  },
  {
    what: 'tls',
    cause: 'tls-cert',
    pattern:
      /(?:could not find|cannot find|no such file|not found|(?:unable|failed) to (?:open|read|load)|enoent|filenotfound).{0,160}\.(?:pfx|p12|pem|crt|cer|jks|keystore)\b|\.(?:pfx|p12|pem|crt|cer|jks|keystore)\b.{0,60}(?:no such file|not found|does not exist|missing)|x509|certificate|\btls\b.{0,40}(?:handshake|error|fail)|\bssl\b|self[- ]signed|pkix|keystore|truststore/i,
    title: 'A certificate is not accepted or cannot be loaded',
  },
  {
    what: 'dns',
    cause: 'dns-failure',
    pattern:
      /no such host|could(?: not|n't) (?:lookup|look up) host|can'?t resolve ['"]?[\w-]+\.[\w.-]+|(?:name|host) or service not (?:known|provided)|(?:node|host)?name nor servname provided|name does not resolve|no address associated with (?:host)?name|could not resolve (?:host|hostname|address|proxy|the host|[\w-]+\.[\w.-]+)|getaddrinfo|name resolution|unknownhost|\benotfound|\beai_again|host not found|(?:cannot|unable to|failed to) resolve (?:host|hostname|address|the host|name|[\w-]+\.[\w.-]+)|nxdomain/i,
    title: 'A host name does not resolve',
  },
  {
    what: 'auth',
    cause: 'dependency-auth-failed',
    pattern:
      /(?<!message )authentication fail|authorization violation|\buser is unsuccessful|password authentication|access denied for user|invalid (?:username|credentials|password)|wrong password|no password (?:supplied|provided)|status ?code["']?[=: ]{1,3}40[13]\b|login failed|(?<!message )\bauth(?:entication)? (?:error|required|failed)|unauthori[sz]ed|noauth|not authenticated|permission denied for (?:database|schema|table|relation)|role ".{1,60}" does not exist|database ".{1,60}" does not exist|unknown database/i,
    title: 'A dependency rejects the credentials',
  },
  {
    what: 'migration',
    cause: 'schema-migration-failed',
    pattern:
      /\bmigrat(?:ion|ions|e|ing)\b.{0,100}\b(?:fail|dirty|pending|error|required|missing|not |could not|needed)|schema (?:version|is (?:out|newer|older|missing))|\bschema\b.{0,40}\b(?:does not|doesn't) match|schema mismatch|(?:upgrade|update|create) (?:the )?schema\b.{0,60}\b(?:fail|error)|(?:fail|error|unable).{0,60}\b(?:upgrade|update|create) (?:the )?schema\b|no such (?:table|column)\b|unknown column '|(?:relation|table|column) ["'`]\S{1,120}["'`](?: of relation \S{1,80})? (?:does not|doesn'?t|already) exist|(?:fail|error|dirty|pending).{0,60}\bmigrat(?:e|ing|ions?)\b|change ?log lock|another migration\b|keyspace ['"]?\w{1,80}['"]? does not exist|schema\b.{0,40}\bversion mismatch/i,
    title: 'A database migration is missing or failed',
  },
  {
    what: 'data',
    cause: 'volume-data-incompatible',
    pattern:
      /(?:incompatible|not compatible) with (?:this |the )?(?:server|version|current)|(?:can'?t|cannot|unable to) (?:handle|read|open) .{0,40}(?:format|version) .{0,12}\d|bad file format|unexpected (?:end of file|eof) (?:while )?(?:reading|loading)|short read|corrupt|checksum mismatch|(?:unsupported|newer|older) (?:file|data|format|database|storage) (?:format|version)|could not lock|lock file|database is locked|database disk image is malformed|could not find the database system|pg_control\b|data (?:directory|folder|files?)\b.{0,80}(?:initiali[sz]ed by|newer|older|not compatible|incompatible|is not empty|missing)|(?:was|were) (?:written|created) (?:by|with) (?:a )?(?:newer|older|different|incompatible)|downgrade.{0,40}(?:not (?:supported|possible|allowed))|used by another process|already locked|unable to lock|resource temporarily unavailable.{0,40}lock|database files are|data(?: ?dir(?:ectory)?)?\b.{0,60}\bhas files in it|invalid ?cookie|inconsisten(?:t|cy)\b(?!.{0,20}\b(?:bridge|network|route)).{0,40}\b(?:detected|data|state|replica)|\b(?:wal|log segment|block sequence|superblock|raft state|snapshot)\b.{0,60}\b(?:invalid|corrupt|not (?:found|valid)|missing|damaged|input\/output)|invalid block|input\/output error|deprecated data|(?:cluster|system|node|instance)[ _-]?id\b.{0,60}(?:mismatch|does(?: not|n't) match|is not matching)|different cluster|failed to replay/i,
    title: 'The data on the volume cannot be used',
  },
  {
    what: 'version',
    cause: 'version-skew',
    pattern:
      /\bversion\b.{0,80}\b(?:is not compatible|is incompatible|needs? (?:to be|at least)|(?:is )?too (?:old|new|low)|is (?:no longer|not) supported|below the minimum|requires? at least)|\bversion needs\b|\bmaximum wire version\b|(?:requires?|needs?|need) (?:\w+ )?(?:at least|a minimum of|version) [\"'v]?\d+\.\d|\brequires? [\w.-]{1,40} (?:version )?v?\d+(?:\.\d+)* or (?:later|newer|higher|above)|\b(?:unsupported|incompatible) (?:server|client|kubernetes|cluster|redis|protocol) version|\bversion mismatch\b/i,
    title: 'Two versions that do not fit each other',
  },
  {
    what: 'bind-denied',
    cause: 'security-context',
    pattern:
      /\b(?:bind(?:ing)?|listen)\b.{0,100}\bpermission denied|permission denied.{0,80}\bbind/i,
    title: 'The container may not listen on this port',
  },
  {
    what: 'address',
    cause: 'app-config-invalid',
    pattern: /cannot assign requested address|\beaddrnotavail\b|address not available/i,
    title: 'The address to listen on is not one of the pod',
  },
  {
    what: 'bind',
    cause: 'port-in-use',
    pattern:
      /(?:address|connection) (?:already |is )?in use|port \d+ is (?:already )?(?:in use|allocated|taken)|eaddrinuse|already listening|failed to bind|cannot bind/i,
    title: 'The address is already in use',
  },
  {
    what: 'refused',
    cause: 'dependency-unreachable',
    pattern:
      /connection refused|econnrefused|connection (?:timed out|reset)|i\/o timeout|no route to host|network (?:is )?unreachable|context deadline exceeded|(?:cannot|could not|unable to|failed to) (?:connect|reach|contact|dial|ping)|etimedout|no (?:brokers|servers|nodes) (?:are )?available|connection closed|\bunreachable\b(?! code)|transient_failure|connecting to .{1,120} timed out|timed out (?:while )?(?:connecting|waiting for .{1,60}(?:to be (?:ready|available|up)|connection))|\b(?:502 bad gateway|503 service unavailable|504 gateway time-?out)\b|\bhttp (?:status )?5\d\d\b|rate ?(?:limit )?exceeded|too many requests/i,
    title: 'Something that the program needs does not answer',
  },
  {
    what: 'exec',
    cause: 'bad-command',
    pattern:
      /exec: \\*"[^"]{1,200}": (?:stat|permission denied|no such file)|"[^"]{1,200}": executable file not found in \$path\\*"?: unknown/i,
    title: 'The command cannot be run',
  },
  {
    what: 'mounting',
    cause: 'mount-failed',
    pattern:
      /error mounting|\bmounting\b.{0,240}\bto rootfs|mount(?:ed)?\b.{0,80}\bnot a shared (?:or slave )?mount|mount a directory onto a file|mountvolume\.|unable to (?:attach or )?mount volumes/i,
    title: 'A volume cannot be mounted',
  },
  {
    what: 'runtime',
    cause: 'runtime-error',
    pattern:
      /oci runtime .{0,12}failed|failed to create (?:containerd|shim) task|error during container init|failed to (?:start|create) (?:the )?container\b|creating systemd unit/i,
    title: 'The container runtime cannot start the container',
  },
  {
    what: 'privilege',
    cause: 'security-context',
    pattern:
      /\b(?:rtnetlink|netlink|ioctl|ptrace|mlock(?:all)?|bpf|setns|unshare|pivot_root|chroot|capset|prctl|iptables|nft|setgroups|setuid|setgid)\b.{0,120}(?:operation not permitted|permission denied|\beperm\b)/i,
    title: 'The container may not do what needs a privilege',
  },
  {
    what: 'denied',
    cause: 'permission-denied-fs',
    pattern:
      /permission denied|read-only file ?system|operation not permitted|\b(?:eacces|eperm|erofs)\b|access(?: to the path .{0,120})? is denied|(?:unable to|cannot|can'?t|could not) (?:access|create|write to|open|chown|chmod) .{0,120}(?:denied|not permitted)|unable to access '\S{1,80}' \(\/|has (?:invalid|insecure|wrong) permissions|insufficient (?:file ?system )?permissions|not writ(?:e)?able|must be (?:owned|accessible) by/i,
    title: 'A file or folder may not be read or written',
  },
  {
    what: 'module',
    cause: 'missing-dependency',
    pattern:
      /cannot find (?:module|package)|can'?t locate \S{1,200} in @inc|could not find (?:gem\b|[\w-]{1,80}-\d+(?:\.\d+)+)|unable to load \S{1,80} plugin|cannot open shared object|no module named|could not import (?:module|\S+ from)|failed to import|modulenotfound|importerror|classnotfound|noclassdeffound|linkageerror|unsupportedclassversion|class file version|could not load (?:library|file or assembly)|error while loading shared librar|shared object file|undefined symbol|cannot load such file|loaderror|class ".{1,80}" not found|could not find or load main class|no main manifest attribute|glibc_|executable .{0,60}not found in \$?path/i,
    title: 'Something that the program needs is not in the image',
  },
  {
    what: 'command',
    cause: 'bad-command',
    pattern:
      /could not open input file|unable to access jarfile|could not find or load main class|can't open file '[^']{1,200}'|\bbad option: -|: (?:command )?not found$|: not found$|no such file or directory$.{0,2}|bad interpreter|unknown command|unrecognized command|no such command|missing script\b/i,
    title: 'The command cannot be run',
  },
  {
    what: 'syntax',
    cause: 'app-config-invalid',
    pattern:
      /unmarshal|config(?:uration)? file error|field \S+ not found in (?:type|struct)|\b(?:(?:yaml|json|toml|xml|hcl)\w*|ini)\b.{0,60}\b(?:syntax|parse|parsing|invalid|unexpected|malformed|error at|line \d)|(?:syntax|parse|parsing|unexpected|malformed|invalid|double-quoted property).{0,60}\b(?:yaml|json|toml|xml|hcl|config(?:uration)?)\b|undefined (?:receiver|upstream|backend|variable|label|option|setting|service)|did not find expected|mapping values are not allowed|(?:couldn't|could not|cannot) find .{0,80}\bconfig(?:uration)?\b|tab character|\bin (?:section|stanza) ['"[]/i,
    title: 'A configuration file is not valid',
  },
  {
    what: 'config-file',
    cause: 'config-file-missing',
    pattern:
      /(?:config(?:uration)?|conf|\.ya?ml|\.json|\.toml|\.ini|\.cfg|\.properties|\.xml)\b(?:(?!propert|setting|section|option).){0,80}(?:no such file|not found|does not exist|(?:cannot|could not|unable to) (?:open|find|read)|missing)|(?:no such file|not found|does not exist|(?:cannot|could not|unable to) (?:open|find|read)|failed to (?:open|read|load)|missing).{0,80}(?:config(?:uration)?|\.ya?ml|\.json|\.toml|\.ini|\.cfg|\.properties|\.xml)\b/i,
    title: 'The configuration file is not where the program looks for it',
  },
  {
    what: 'env',
    cause: 'env-missing',
    pattern:
      /(?:env(?:ironment)?(?: ?var(?:iable)?s?)?|variable|setting|parameter|option|propert(?:y|ies)|key|secret|token|password|url|user(?:name)?)\b.{0,80}\b(?:not (?:set|defined|specified|provided|found|configured)|(?:is|are|was) (?:missing|required|empty|undefined|unset|mandatory)|must (?:be (?:set|specified|provided|defined)|not be empty)|cannot be (?:empty|blank|null))|neither \S{1,60} nor \S{1,60} (?:is|are|was|were) (?:set|defined|given|specified)|failed on the 'required' tag|missing (?:required )?field|(?:missing|required|undefined|unset|must (?:set|specify|provide)|you need to specify|please (?:set|specify|provide)).{0,60}\b(?:env|variable|setting|parameter|option|key|secret|token|password|url|config)/i,
    title: 'A required setting is missing',
  },
  {
    what: 'config',
    cause: 'app-config-invalid',
    pattern:
      /invalid|unknown (?:field|key|option|flag|directive|variable|parameter|argument|property|setting|command line)|unrecogni[sz]ed|unexpected (?:token|key|character|argument|end)|(?:parse|parsing|syntax|unmarshal|decoding|validation|config(?:uration)?) (?:error|fail)|errors? (?:while |when |in )?(?:loading|reading|parsing|in) (?:the |its |your )?config|(?:cannot|could not|failed to|unable to|error) (?:parse|parsing|unmarshal|load(?:ing)? config|decode|read(?:ing)? config)|not (?:a )?(?:valid|supported|recogni[sz]ed|allowed)|bad (?:option|value|config|directive)|malformed|unsupported|misconfigur|mutually exclusive|duplicate|flag provided but not defined|illegal|must provide|missing port in address|larger (?:value )?than the maximum|\bat least \d+ (?:bytes|characters|chars)\b|too many colons|unterminated|no nameservers found|out of range|did not find expected|mapping values are not allowed/i,
    title: 'The program rejects a setting',
  },
  {
    what: 'timeout',
    cause: 'deadlock-or-timeout-startup',
    pattern:
      /deadlock|timed? ?out waiting|timeout reached before|(?:start(?:up|ing)?|boot|initiali[sz]ation).{0,60}(?:timed? ?out|deadline)|gave up|giving up|deadline exceeded while (?:starting|waiting)/i,
    title: 'The program gave up while starting',
  },
]

/** Of a chain of errors the last one is the reason: what is around it says only what the program was about to do. */
const NETWORK_END =
  /(?:i\/o timeout|connection refused|no route to host|network is unreachable|connection reset by peer|connection timed out|context deadline exceeded|no such host|name or service not known|not provided, or not known|name does not resolve|temporary failure in name resolution)["'\])}.\s]{0,20}$/i
/** Whether a chain of errors ends in one of the network. */
export function endsUnanswered(text: string): boolean {
  return NETWORK_END.test(text)
}

/** Rules whose words also stand in sentences about what might be wrong, or what was being done. */
const AROUND: ReadonlySet<string> = new Set([
  'tls',
  'token',
  'webhook-cert',
  'migration',
  'config',
  'syntax',
  'config-file',
  'lease',
])

/** Which words a rule needs is worked out once it was tried so often: it takes as long as trying it. */
const TRIED = 6
const tries = new Uint8Array(WORD_RULES.length)
const needed: (readonly string[])[] = []

/** False where a text, lower-cased, holds none of the words that the rule cannot do without. */
const mayFit = (rule: number, pattern: RegExp, lower: string): boolean => {
  if ((tries[rule] as number) < TRIED) {
    tries[rule] = (tries[rule] as number) + 1
    return true
  }
  const words = (needed[rule] ??= requiredLiterals(pattern) ?? [''])
  return words.some((word) => lower.includes(word))
}

const firstRule = (text: string): { rule: WordRule; index: number } | null => {
  const lower = text.toLowerCase()
  for (const [i, rule] of WORD_RULES.entries()) {
    const match = mayFit(i, rule.pattern, lower) ? rule.pattern.exec(text) : null
    if (match) return { rule, index: match.index }
  }
  return null
}

/**
 * The first rule whose words a text holds, and where. A rule about what stood around gives way to one that the text's
 * end names.
 */
export function wordRuleFor(text: string): { rule: WordRule; index: number } | null {
  const found = firstRule(text)
  if (found === null || !AROUND.has(found.rule.what)) return found
  const end = NETWORK_END.exec(text)
  const rule = end ? firstRule(end[0])?.rule : undefined
  return end && rule ? { rule, index: end.index } : found
}
