/** What stands in place of a secret. */
const MASK = '***'

/** A rule is tried only where what it needs is in the text: a literal, a match of a cheap pattern, or so many characters. */
type Rule = readonly [
  pattern: RegExp,
  replace: string | ((...match: string[]) => string),
  needs?: string | RegExp | number,
]

/** Tokens that tell what they are by their first characters, which stay: they say whose token it is. */
const TOKENS =
  /\b(gh[opsur]_|github_pat_|glpat-|gldt-|glrt-|glsa_|xox[a-z]-|xapp-|sk_live_|sk_test_|rk_live_|rk_test_|whsec_|sk-ant-|sk-proj-|sk-|npm_|pypi-|rubygems_|hvs\.|hvb\.|dop_v1_|shpat_|shpss_|dckr_pat_|tskey-|lin_api_|hf_|nfp_|pul-|xkeysib-|ya29\.|AGE-SECRET-KEY-|SG\.|ATATT3x|EAAC|sq0csp-|AIza|dapi|key-(?=[0-9a-f]{32}\b))(?![a-z]{1,30}\b)[\w.=-]{14,}/g

/** Names whose value is secret, wherever they end: `DB_PASSWORD`, `clientSecret`, `spring.datasource.password`, `x-api-key`. */
const NAME =
  '(?:pass(?:word|wd|phrase|code)?|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|api[_-]?key|apikey|access[_-]?key|account[_-]?key|shared[_-]?access[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|master[_-]?key|auth[_-]?key|license[_-]?key|key[_-]?base|credentials?|authorization|requirepass|masterauth|cookie|set-cookie|connection[_-]?string|sas[_-]?url)\\d?'

/** What every match of TOKENS holds. */
const LONG_WORD = /[\w.=-]{16}/

/** What every match of NAME holds, and the words of headers and statements that carry secrets. */
const SECRET_WORD =
  /pass|pwd|secret|token|key|cred|auth|cookie|conn|sas|x-|bearer|basic|digest|negotiate|identified/i

/** Values that are no secret: states, references to where the secret is kept, and what is masked already. */
const HARMLESS =
  /^(?:true|false|null|nil|none|undefined|yes|no|on|off|empty|unset|missing|required|redacted|hidden|n\/a|\*+|x{3,}|<[^>]*>|\[[A-Z]\w*\]|\$\{?[\w.]+\}?|\$\(\w+\)|\{\{.*\}\}|%\w|\/(?:etc|run|var|app|opt|usr|home|tmp|mnt|secrets?|vault|root|data|config|srv|certs?|tls|workspace|proc|dev)(?:\/[\w.@-]+)*\/?)$/i
const OBJECT_NAME = /^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9.-]*$/

const keep = (value: string): boolean => value === '' || HARMLESS.test(value)

/** A word of prose after `token:` or `password:` ("invalid token: unexpected end") has only lower-case letters. */
const isProse = (value: string): boolean =>
  /^(?:[A-Za-z]?[a-z'-]*[.,;:)]?|[A-Z]{2,12}[.,;:)]?)$/.test(value)

const quoted = (all: string, head: string, value: string, tail: string): string => {
  if (keep(value) || (/secret\W*[:=]\W*$/i.test(head) && OBJECT_NAME.test(value))) return all
  return `${head}${MASK}${tail}`
}

const assigned = (all: string, head: string, value: string): string => {
  const bare = value.replace(/[.,;)\]}]+$/, '')
  if (keep(bare) || (/(?:^|[\s,{(])secret=$/i.test(head) && OBJECT_NAME.test(bare))) return all
  return `${head}${MASK}${value.slice(bare.length)}`
}

const colon = (all: string, head: string, value: string): string =>
  isProse(value) ? all : assigned(all, head, value)

/** `scheme://user:password@host`; a port and a path with an `@` further on are no password. */
const userInfo = (all: string, head: string, password: string): string =>
  /^\d{1,5}(?:[/?#,]|$)/.test(password) && /[/?#]/.test(password) ? all : `${head}:${MASK}@`

/** Long base64 that is no hash: keys, certificates' private parts, tokens without a name. */
const blob = (all: string): string =>
  /^[0-9a-f]+$/i.test(all) || !/[A-Z]/.test(all) || !/[a-z]/.test(all) || !/[\d+/]/.test(all)
    ? all
    : MASK

const re = (source: string, flags = 'gi'): RegExp => new RegExp(source, flags)

const RULES: readonly Rule[] = [
  [
    /(-----BEGIN [A-Z ]*PRIVATE KEY-----)(?:(?!-----END)[\s\S])*(-----END [A-Z ]*PRIVATE KEY-----)?/g,
    (_, begin = '', end = '') => `${begin}${MASK}${end}`,
    'PRIVATE KEY-----',
  ],
  [/\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)*/g, MASK, 'eyJ'],
  [TOKENS, `$1${MASK}`, LONG_WORD],
  [/\b(A[KS]IA)[A-Z0-9]{16}\b/g, `$1${MASK}`, 'IA'],
  [/\b\d{8,10}:AA[\w-]{30,}/g, MASK, ':AA'],
  [
    /(hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/|outlook\.office\.com\/webhook\/)[^\s"'\\]+/gi,
    `$1${MASK}`,
    '/',
  ],
  [
    /(\b[a-z][a-z0-9+.-]{1,24}:\/\/[^\s:@/?#"'`<>]{0,200}):((?:(?!:\/\/)[^\s"'`<>]){1,300})@/gi,
    userInfo,
    '@',
  ],
  [/(\b[a-z][a-z0-9+.-]{1,24}:\/\/)[A-Za-z0-9_-]{20,200}@/gi, `$1${MASK}@`, '@'],
  [/\b([\w.%+-]{1,80}):([^\s"'@:]{1,200})@(?=(?:tcp|udp|unix|cloudsql)\()/g, `$1:${MASK}@`, '@'],
  [/(jdbc:oracle:\w+:[\w.]{1,60}\/)[^\s@"']{1,200}@/gi, `$1${MASK}@`, '@'],
  [
    /\b(bearer|basic|digest|negotiate)(\s+|%20)(?=[\w.~+/=-]{0,300}[\d+/=.])[\w.~+/=-]{8,}/gi,
    `$1$2${MASK}`,
    SECRET_WORD,
  ],
  [
    /((?:authorization|x-[\w-]{0,30}(?:token|key|secret)|set-cookie|cookie)["']?: ?)(?!\*|(?:bearer|basic|digest|negotiate)\b)([^\s"',;][^"'\r\n]{3,})/gi,
    colonHeader,
    SECRET_WORD,
  ],
  [
    /([?&](?:sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|key|code|auth)=)(?!\*)[^\s&"'<>]{12,}/gi,
    `$1${MASK}`,
    '=',
  ],
  [
    re(`(${NAME}(?:\\\\*["'])\\s*(?::|=>|=)\\s*\\\\*["'])((?:(?!\\\\*["']).){0,4000})(\\\\*["'])`),
    quoted,
    SECRET_WORD,
  ],
  [re(`(${NAME}(?:\\\\*["'])\\s*:\\s*)(\\d[\\d.]*)`), assigned, SECRET_WORD],
  [
    re(`(:?${NAME}\\s*(?:=>|:=|==|=|:)\\s*\\\\*["'])((?:(?!\\\\*["']).){0,4000})(\\\\*["'])`),
    quoted,
    SECRET_WORD,
  ],
  [re(`(<${NAME}>)([^<]{1,400})(<)`), quoted, SECRET_WORD],
  [re(`(--?[\\w-]{0,40}${NAME}(?:=|\\s+)["']?)(?!-)([^\\s"']{1,400})`), option, SECRET_WORD],
  [re(`((?<!\\/)${NAME}\\s?=\\s?)(?!["'])([^\\s"'&;,<>]{1,4000})`), assigned, SECRET_WORD],
  [re(`((?<!\\/)${NAME}:)(?!["'\\s/])([^\\s"',;}\\])]{1,4000})`), assigned, SECRET_WORD],
  [re(`((?<!\\/)${NAME}:\\s{1,4})(?!["'])([^\\s"',;]{1,4000})`), colon, SECRET_WORD],
  [re(`(\\b(?:requirepass|masterauth)\\s+["']?)([^\\s"']{1,400})`), assigned, SECRET_WORD],
  [re(`((?:\\bidentified\\s+by|\\bpassword)\\s+')([^']{1,400})(')`), quoted, SECRET_WORD],
  [/(\bcurl\b.{0,200}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,80}:)[^\s"']+/g, `$1${MASK}`, 'curl'],
  [
    /(\b(?:sshpass|mysql|mysqladmin|mysqldump|mariadb)\b.{0,120}?\s-p)\s?(?!\*|=)[^\s"'-][^\s"']*/g,
    `$1${MASK}`,
    '-p',
  ],
  [/(\bredis-cli\b.{0,120}?\s(?:-a|--pass)\s+)[^\s"']+/g, `$1${MASK}`, 'redis-cli'],
  [/(?<![\w+/=-])[A-Za-z0-9+/]{100,}={0,2}/g, blob, 100],
  [/^[ \t]*[A-Za-z0-9+/]{60,76}={0,2}[ \t]*$/gm, blob, 60],
]

function colonHeader(all: string, head: string, value: string): string {
  return isProse(value.split(' ')[0] ?? '') && !/\d/.test(value) ? all : `${head}${MASK}`
}

/** `--token abc`, but not "flag --token is required" or "-password must be set". */
function option(all: string, head: string, value: string): string {
  if (/[=]["']?$/.test(head)) return assigned(all, head, value)
  return isProse(value) || /^[a-z]+\)?$/.test(value) ? all : assigned(all, head, value)
}

/**
 * Masks secrets in a line or a text: passwords in URLs and connection strings, tokens, keys, values of names that say
 * that they are secret. User, host and key names stay, and so do the words of an error message.
 */
export function mask(text: string): string {
  if (text === '') return text
  let masked = text
  const isNamed = SECRET_WORD.test(text)
  for (const [pattern, replace, needs = 0] of RULES) {
    const isPossible =
      typeof needs === 'number'
        ? text.length >= needs
        : typeof needs === 'string'
          ? text.includes(needs)
          : needs === SECRET_WORD
            ? isNamed
            : needs.test(text)
    if (!isPossible) continue
    masked =
      typeof replace === 'string'
        ? masked.replace(pattern, replace)
        : masked.replace(pattern, replace)
  }
  return masked
}
