import { isHarmless, isInSentence, isMasked, isObjectName, isProse, isRandom } from './harmless.ts'
import { MAYBE_SECRET_NAME, NAMED, NAME_HINT, SECRET_NAME } from './names.ts'
import { MASK, pattern, type MaskRule } from './rule.ts'

const NAME = SECRET_NAME

/** A value without quotes: a sign that may separate it from what follows belongs to it where nothing like a pair follows. */
const BARE =
  '(?:[^\\s"\'`&;,<>\\\\]|\\\\(?!["\'nrt\\\\])|[&;,](?![\\s"\'}\\])]|$|[\\w.\\[\\]$-]{1,40}\\s?[=:])|["\'](?=[\\w!@#$%^*]))'

const quoted = (...[all = '', head = '', value = '', tail = '']: string[]): string => {
  if (
    /^[\s,:;\\]*$/.test(value) ||
    isHarmless(value) ||
    (/secret\W*[:=]\W*$/i.test(head) && isObjectName(value))
  )
    return all
  return `${head}${MASK}${tail}`
}

const assigned = (all: string, head: string, value: string): string => {
  const bare = value.replace(/[.,;)\]}]+$/, '')
  if (
    isHarmless(bare) ||
    isMasked(value) ||
    (/(?:^|[\s,{(])secret=$/i.test(head) && isObjectName(bare))
  )
    return all
  return `${head}${MASK}${value.slice(bare.length)}`
}

const colon = (all: string, head: string, value: string): string =>
  isProse(value) ? all : assigned(all, head, value)

/** A line of YAML or of a table that says nothing else: then a word is a value. */
const whole = (all: string, head: string, value: string): string =>
  isInSentence(value) || isObjectName(value) ? all : assigned(all, head, value)

const ifRandom = (all: string, head: string, value: string): string =>
  isStrong(value.replace(/[.,;)\]}]+$/, '')) ? `${head}${MASK}` : all

/** Random enough to be a secret where the name leaves it open. */
const isStrong = (value: string): boolean =>
  isRandom(value, 10) &&
  ((/[a-z]/.test(value) && /[A-Z]/.test(value)) ||
    /^[0-9a-f]{24,}$/i.test(value) ||
    /[+=!@#$%^*]/.test(value) ||
    UUID.test(value))

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

const login = (...[all = '', head = '', value = '', tail = '']: string[]): string =>
  /[A-Z=+/\d]/.test(value) ? `${head}${MASK}${tail}` : all

/** Values of settings by their names: JSON, YAML, TOML, properties, XML, printed structs, query strings, tables, SQL. */
export const SETTING_RULES: readonly MaskRule[] = [
  // { "name": "DB_PASSWORD", "value": "x" }, - name: DB_PASSWORD⏎  value: x, <property name="password" value="x"/>
  {
    pattern: pattern(
      `((?:name|key|property|variable|field|option)\\\\*["']?\\s*[:=]\\s*\\\\*["']?[\\w.-]{0,60}?${NAME}\\\\*["']?\\s*[,;]?\\s*(?:\\\\n\\s*)?\\\\*["']?(?:value|val)\\\\*["']?\\s*[:=]\\s*)(?:(\\\\*["'])((?:(?!\\2).){1,4000})(\\2)|([^\\s"'\\\\,}]{1,4000}))`,
    ),
    replace: (
      ...[all = '', head = '', open = '', inQuotes = '', close = '', bare = '']: string[]
    ) => (isHarmless(inQuotes || bare) ? all : `${head}${open ?? ''}${MASK}${close ?? ''}`),
    needs: /val/i,
  },
  // "password": "x", also escaped in another string.
  {
    pattern: pattern(
      `(${NAME}(?:\\\\*["'])\\s*(?::|=>|=)\\s*\\\\*["'])((?:(?!\\\\*["']).){0,4000})(\\\\*["'])`,
    ),
    replace: quoted,
    needs: NAMED,
  },
  {
    pattern: pattern(`(${NAME}(?:\\\\*["'])\\s*:\\s*)(\\d[\\d.]{2,})`),
    replace: `$1"${MASK}"`,
    needs: NAMED,
  },
  // password = "x", :password=>"x", password := 'x'
  {
    pattern: pattern(
      `(:?${NAME}\\s*(?:=>|:=|==|=|:|,)\\s*\\\\*(["'\`]))((?:(?!\\\\*\\2).){1,4000})(\\\\*\\2)`,
    ),
    replace: (...[all = '', head = '', _quote = '', value = '', tail = '']: string[]) =>
      quoted(all, head, value, tail),
    needs: NAMED,
  },
  {
    pattern: pattern(
      `(<(?:[\\w.-]+:)?[\\w.-]{0,40}?${NAME}(?:\\s[^>]{0,80})?>(?:<!\\[CDATA\\[)?)([^<]{1,400})(\\]\\]>|<\\/)`,
    ),
    replace: quoted,
    needs: NAMED,
  },
  // passwords: ["x", "y"]
  {
    pattern: /((?:passwords|passwds|tokens|api_?keys)\\*["']?\s*[:=]\s*\[)([^\]{]{3,1000})(\])/gi,
    replace: (...[, head = '', list = '', tail = '']: string[]) =>
      `${head}${/["']/.test(list) ? `"${MASK}"` : MASK}${tail}`,
    needs: '[',
  },
  // YAML's block scalars.
  {
    pattern: pattern(`(${NAME}["']?:\\s*[|>][+-]?(?:\\s|\\\\+n)+)(\\S[^\\n"\\\\]*)`),
    replace: assigned,
    needs: /[|>]/,
  },
  // ADO.NET, ODBC and the like: a value ends at the semicolon alone.
  {
    pattern: pattern(
      `((?:^|[;"'])\\s*[\\w .-]{0,30}?${NAME}\\s*=\\s*)(\\{[^}\\n]{1,400}\\}|[^;"'\\n\\s][^;"'\\n]{0,400})(?=;)`,
    ),
    replace: assigned,
    needs: ';',
  },
  {
    pattern: pattern(`((?<!\\/)${NAME}(?:\\s?=\\s?|%3D))(?!["'])(${BARE}{1,4000})`),
    replace: assigned,
    needs: NAMED,
  },
  {
    pattern: pattern(`((?<!\\/)${NAME}:)(?!["'\\s/\\\\])([^\\s"',;}\\])]{1,4000})`),
    replace: assigned,
    needs: NAMED,
  },
  {
    pattern: pattern(
      `((?:^|\\\\n)[ \\t]*(?:[-|*+>][ \\t]+)?["']?[\\w.-]{0,60}?${NAME}["']?\\s?[:=][ \\t]+)(?!["'<])(?![{[|>]{1,2}(?:\\s|\\\\|$))([^\\s"',;]{3,4000})`,
      'gim',
    ),
    replace: whole,
    needs: NAMED,
  },
  {
    pattern: pattern(
      `((?<!\\/)${NAME}["']?[:|][ \\t]{1,40})(?!["'<])(?![{[|>]{1,2}(?:\\s|\\\\|$))([^\\s"',;]{1,4000})`,
    ),
    replace: colon,
    needs: NAMED,
  },
  // Docker's and npm's logins: base64 of user:password.
  {
    pattern: /(\b_?auth\\*["']?\s*[:=]\s*\\*["']?)([A-Za-z0-9+/]{8,}={0,2})(\\*["']?)/gi,
    replace: login,
    needs: /auth/i,
  },
  // What may be secret by its name is one where it looks random.
  {
    pattern: pattern(
      `((?:${NAME}|${MAYBE_SECRET_NAME})\\d?\\\\*["']?\\s{0,2}(?:=>|:=|=|:)\\s{0,4}(?:base64:)?\\\\*["']?)(?!\\*)([^\\s"'&;,<>\\\\(){}]{10,4000})`,
    ),
    replace: ifRandom,
    needs: NAME_HINT,
  },
  // Words around it in a sentence: "with password Hunter2Hunter2", "token is abc".
  {
    pattern: pattern(
      `(\\b(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|(?:api|access|private|secret|signing|encryption) ?key|credentials?|login)s?(?:\\s+(?:is|was|to|value|string|for user \\S{1,60}|for \\S{1,60}|of \\S{1,60}|=|used)){0,2}\\s*[:=]?\\s+\\\\*["'\`(]?)(?!\\*)([^\\s"'\`)]{8,400})`,
    ),
    replace: ifRandom,
    needs: NAME_HINT,
  },
  {
    pattern: /(\b(?:requirepass|masterauth)\s+["']?)([^\s"']{1,400})/gi,
    replace: assigned,
    needs: /pass|auth/i,
  },
  // SQL.
  {
    pattern:
      /((?:\bidentified\s+(?:with\s+\S+\s+)?(?:by|as)(?:\s+password)?|(?<!["'\w])password(?:\s*\(|\s)|\bby\s)\s*)(["'])((?:(?!\2).){1,400})(\2)/gi,
    replace: (...[all = '', head = '', open = '', value = '', close = '']: string[]) =>
      isHarmless(value) ? all : `${head}${open}${MASK}${close}`,
    needs: /identified|password/i,
  },
  // .netrc, .pgpass, a login of Redis.
  {
    pattern: /(\blogin\s+\S{1,200}\s+password\s+)(?!\*)([^\s"'\\]+)/gi,
    replace: `$1${MASK}`,
    needs: /login/i,
  },
  {
    pattern: /(?<![\w.:-])([\w.*-]+:(?:\d{1,5}|\*):[\w.*-]+:[\w.@-]+:)(?!\*)([^\s:]{4,})/g,
    replace: `$1${MASK}`,
    needs: /:(?:\d{1,5}|\*):[\w.*-]+:/,
  },
  {
    pattern: /((?:^|["'\s>[(=/])AUTH\s+(?:[a-z][\w-]{1,40}\s+)?["']?)(?!\*)([^\s"']{6,})/g,
    replace: ifRandom,
    needs: 'AUTH',
  },
]
