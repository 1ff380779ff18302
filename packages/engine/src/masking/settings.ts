import {
  isHarmless,
  isInSentence,
  isMasked,
  isObjectName,
  isProse,
  isRandom,
  isStrong,
} from './harmless.ts'
import { MAYBE_SECRET_NAME, NAME_HINT, SECRET_NAME } from './names.ts'
import { MASK, pattern, type MaskRule } from './rule.ts'

const NAME = SECRET_NAME

/** A value without quotes: a sign that may separate it from what follows belongs to it where nothing like a pair follows. */
const BARE =
  '(?:[^\\s\\0"\'`&;,<>\\\\]|\\\\(?!["\'nrt\\\\])|[&;,](?![\\s"\'}\\])]|$|[\\w.\\[\\]$-]{1,40}\\s?[=:])|["\'](?=[\\w!@#$%^*]))'

const quoted = (...[all = '', head = '', value = '', tail = '']: string[]): string => {
  if (
    /^[\s,:;\\]*$/.test(value) ||
    isHarmless(value) ||
    (/conn\w*str\w*\W*$/i.test(head) && HAS_PASSWORD.test(value)) ||
    (/secret\W*[:=]\W*$/i.test(head) && isObjectName(value))
  )
    return all
  return `${head}${MASK}${tail}`
}

/** A connection string tells its host as well: its own settings are masked. */
const HAS_PASSWORD = /[\w ]=[^;]*;.*?(?:pass(?:word)?|pwd|key|secret)\s*=/i

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

const colon = (...[all = '', head = '', value = '', at = '', text = '']: string[]): string => {
  if (!isProse(value)) return assigned(all, head, value)
  const start = Number(at)
  const before = text.slice(Math.max(0, start - 40), start)
  const isComment = /^\s+# /.test(text.slice(start + all.length, start + all.length + 8))
  return isComment || isSetting(head, before) ? whole(all, head, value) : all
}

/** `db.password: x`, `WEBHOOK_SECRET: x` and `heslo: x` are settings also in a sentence; `invalid token: x` is none. */
const isSetting = (head: string, before: string): boolean => {
  const name = (/[\w.-]*$/.exec(before)?.[0] ?? '') + head.replace(/\W+$/, '')
  return (
    /[^ -~]|^(?:kennwort|passwort|senha|wachtwoord|heslo)/i.test(head) ||
    (/\w[_.-]\w/.test(name) &&
      (/^[A-Z\d_]+$/.test(name) || /(?:pass(?:word|wd|phrase)?|pwd|pw|api[_.-]?key)$/i.test(name)))
  )
}

/** A line of YAML or of a table that says nothing else: then a word is a value. */
const whole = (all: string, head: string, value: string): string =>
  isInSentence(value) || isObjectName(value) ? all : assigned(all, head, value)

const ifRandom = (all: string, head: string, value: string): string =>
  isStrong(value.replace(/[.,;:)\]}]+$/, '')) ? `${head}${MASK}` : all

const login = (...[all = '', head = '', value = '', tail = '']: string[]): string =>
  /[A-Z=+/\d]/.test(value) ? `${head}${MASK}${tail}` : all

/** Values of settings by their names: JSON, YAML, TOML, properties, XML, printed structs, query strings, tables, SQL. */
export const SETTING_RULES: readonly MaskRule[] = [
  // { "name": "DB_PASSWORD", "value": "x" }, - name: DB_PASSWORD⏎  value: x, <property name="password" value="x"/>
  {
    pattern: pattern(
      `((?:name|key|property|variable|field|option)\\\\*["']?\\s*[:=]\\s*\\\\*["']?[\\w.-]{0,60}?${NAME}\\\\*["']?\\s*[,;]?\\s*(?:\\\\n\\s*)?\\\\*["']?(?:[a-z]{0,20}value|val)\\\\*["']?\\s*[:=]\\s*)(?:(\\\\*["'])((?:(?!\\2).){1,4000})(\\2)|([^\\s"'\\\\,}]{1,4000}))`,
    ),
    replace: (
      ...[all = '', head = '', open = '', inQuotes = '', close = '', bare = '']: string[]
    ) => (isHarmless(inQuotes || bare) ? all : `${head}${open ?? ''}${MASK}${close ?? ''}`),
    needs: /val/i,
  },
  // "password": "x", whose own quotes are escaped.
  {
    pattern: pattern(`(${NAME}["']\\s*(?::|=>|=)\\s*")((?:[^"\\\\\\n]|\\\\.){0,4000})(")`),
    replace: quoted,
    needs: '\\"',
  },
  {
    pattern: pattern(`(${NAME}\\s*[:=]\\s*')((?:[^'\\\\\\n]|\\\\.){0,4000})(')`),
    replace: quoted,
    needs: "\\'",
  },
  // "password": "x", also escaped in another string.
  {
    pattern: pattern(
      `(${NAME}(?:\\\\*["'])\\s*(?::|=>|=)\\s*\\\\*["'])((?:(?!\\\\*["']).){0,4000})(\\\\*["'])`,
    ),
    replace: quoted,
  },
  {
    pattern: pattern(`(${NAME}(?:\\\\*["'])\\s*:\\s*)(\\d[\\d.]{2,})`),
    replace: `$1"${MASK}"`,
  },
  // password = "x", :password=>"x", password := 'x'
  {
    pattern: pattern(
      `(:?${NAME}\\s*(?:=>|:=|==|=|:|,)\\s*\\\\*(["'\`]))((?:(?!\\\\*\\2).){1,4000})(\\\\*\\2)`,
    ),
    replace: (...[all = '', head = '', _quote = '', value = '', tail = '']: string[]) =>
      quoted(all, head, value, tail),
  },
  {
    pattern: pattern(
      `(<(?:[\\w.-]+:)?[\\w.-]{0,40}?${NAME}(?:\\s[^>]{0,80})?>(?:<!\\[CDATA\\[)?)([^<]{1,400})(\\]\\]>|<\\/)`,
    ),
    replace: quoted,
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
    pattern: pattern(
      `((?<!\\/)${NAME}(?:\\s?=\\s?|[ \\t]{2,40}=[ \\t]{1,40}|%(?:25)*3D|\\\\+u003d))(?!["'])(${BARE}{1,4000})`,
    ),
    replace: assigned,
  },
  {
    pattern: pattern(`((?<!\\/)${NAME}:)(?!["'\\s/\\\\])([^\\s"',;}\\])]{1,4000})`),
    replace: assigned,
  },
  {
    pattern: pattern(
      `((?:^|\\\\n)[ \\t]*(?:[-|*+>][ \\t]+)?["']?[\\w.-]{0,60}?${NAME}["']?\\s?[:=][ \\t]+)(?!["'<])(?![{[|>]{1,2}(?:\\s|\\\\|$))([^\\s"',;]{3,4000})`,
      'gim',
    ),
    replace: whole,
  },
  {
    pattern: pattern(
      `((?<!\\/)${NAME}["']?(?:[:|]| : {0,4})[ \\t]{0,40}(?<=[ \\t]))(?!["'<])(?![{[|>]{1,2}(?:\\s|\\\\|$))([^\\s"',;]{1,4000})`,
    ),
    replace: colon,
  },
  // A line of YAML whose value has several words: what is random of them tells that all are one.
  {
    pattern: pattern(
      `((?:^|\\\\n)[ \\t]{0,40}["']?[\\w.-]{0,60}?${NAME}["']?[:=][ \\t]{1,4}\\*{3})([ \\t][^\\n\\\\"'#]{3,200})$`,
      'gim',
    ),
    replace: (all, head = '', rest = '') =>
      rest.split(/\s+/).some((word) => isRandom(word)) ? head : all,
    needs: MASK,
  },
]

/** The same where the name leaves it open, and where words or the place tell. */
export const LOOSE_SETTING_RULES: readonly MaskRule[] = [
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
]
