import { isHarmless, isInSentence, isRandom } from './harmless.ts'
import { SECRET_NAME } from './names.ts'
import { MASK, hides, pattern, type MaskRule } from './rule.ts'

const between = hides((value) => !isHarmless(value.trim()))
const cell = hides((value) => !isHarmless(value) && !isInSentence(value) && !HEADING.test(value))

/** What stands above a column rather than in it. */
const HEADING =
  /^(?:type|description|default|notes?|meaning|names?|keys?|data|age|kind|status|[-=:+]+)$/i

/** A quote as HTML or a URL writes it. */
const QUOTE = '(?:&(?:quot|apos|#3[49]|#x2[27]);|(?:%(?:25)*5C)*%(?:25)*2[27])'

/** A pair of brackets of XML, also written as text of another document. */
const [OPEN, CLOSE] = ['(?:<|&lt;)', '(?:>|&gt;)']

/** Values whose names stand in tags, in cells, or in another object of JSON than they do. */
export const MARKUP_RULES: readonly MaskRule[] = [
  // <property name="db.password">x</property>
  {
    pattern: pattern(
      `(<[\\w:.-]{1,60}\\s[^<>]{0,80}?(?:name|key|id|property)=["'][\\w.:-]{0,60}?${SECRET_NAME}["'][^<>]{0,80}>\\s*(?:<(?:value|string)>\\s*)?)([^<>\\s][^<>]{0,1000})(<\\/)`,
    ),
    replace: between,
    needs: '</',
  },
  // <name>db.password</name><value>x</value>, <key>Password</key><string>x</string>
  {
    pattern: pattern(
      `(<([\\w:-]{1,30})>\\s*[\\w.:-]{0,60}?${SECRET_NAME}\\s*<\\/\\2>\\s*<([\\w:-]{1,30})>\\s*)([^<>\\s][^<>]{0,1000})(<\\/\\3>)`,
    ),
    replace: (...[all = '', head = '', _tag = '', _of = '', value = '', tail = '']: string[]) =>
      isHarmless(value.trim()) ? all : `${head}${MASK}${tail}`,
    needs: '</',
  },
  {
    pattern: pattern(
      `(${OPEN}[\\w.:-]{0,40}?${SECRET_NAME}${CLOSE})((?:(?!&lt;)[^<]){1,400}?)(&lt;\\/)`,
    ),
    replace: between,
    needs: '&lt;',
  },
  {
    pattern: pattern(
      `(${SECRET_NAME}${QUOTE}(?:\\s|%20)*(?::|=|%(?:25)*3A|%(?:25)*3D|=&gt;)(?:\\s|%20)*${QUOTE})((?:(?!${QUOTE})[^\\s<>"']){1,400})(${QUOTE})`,
    ),
    replace: between,
    needs: /&(?:quot|apos|#)|%(?:25)*2[27]/i,
  },
  // | password | x |, and psql's `password | x`: a row of two, or a value that looks random.
  {
    pattern: pattern(
      `((?:^|\\\\n|[|│┃║])[ \\t]{0,40}["'\`]?[\\w.-]{0,60}?${SECRET_NAME}["'\`]?[ \\t]{1,40}[|│┃║][ \\t]{1,40})(?!\\*)([^\\s|│┃║\\\\]{3,400})(?=[ \\t]{0,80}(?:[|│┃║]|$|\\\\n))`,
      'gim',
    ),
    replace: hides(
      (value, { text, end }) =>
        (isRandom(value) && /[A-Z]/.test(value) && /[a-z]/.test(value)) ||
        (/^[ \t]*[|│┃║]?[ \t]*(?:[\n":]|\\+n|$)/.test(text.slice(end, end + 100)) &&
          !isHarmless(value) &&
          !isInSentence(value) &&
          !HEADING.test(value)),
    ),
    needs: /[ \t][|│┃║][ \t]/,
  },
  // **Password:** x
  {
    pattern: pattern(`(${SECRET_NAME}(?::\\*\\*|\\*\\*:)\\s{1,4})(?!\\*)([^\\s*]{3,400})`),
    replace: cell,
    needs: '**',
  },
  // A part of a form: name="password" and the value two lines below.
  {
    pattern: pattern(
      `(name=\\\\*["'][\\w.-]{0,60}?${SECRET_NAME}\\\\*["'](?:(?:\\r|\\\\+r)?(?:\\n|\\\\+n)){2})(?!\\*)([^\\s"'\\\\]{1,400})`,
    ),
    replace: between,
    needs: 'form-data',
  },
  // {"password": {"sensitive": true, "value": "x"}}, {"credentials": {"value": "x"}}
  {
    pattern: pattern(
      `((?:${SECRET_NAME}\\\\*["']\\s*[:=]\\s*\\{|\\\\*["']?sensitive\\\\*["']?\\s*[:=]\\s*true,)[^{}]{0,200}?\\\\*["']value\\\\*["']\\s*:\\s*\\\\*["'])((?:(?!\\\\*["']).){1,4000})(\\\\*["'])`,
    ),
    replace: between,
    needs: /value\\*["']/i,
  },
  // {"value": "x", "name": "PASSWORD"}, - value: x⏎  name: PASSWORD
  {
    pattern: pattern(
      `(\\bvalue\\\\*["']?\\s*[:=]\\s*\\\\*["']?)((?:(?!\\\\*["'])[^\\s,{}]){1,400})(\\\\*["']?\\s*,?\\s*\\\\*["']?(?:name|key)\\\\*["']?\\s*[:=]\\s*\\\\*["']?[\\w.-]{0,60}?${SECRET_NAME}\\\\*["']?(?=[\\s,}:]|$))`,
    ),
    replace: between,
    needs: /value\\*["']?\s*[:=]/i,
  },
  // Letters of another alphabet's keyboard, and the codes that colour a terminal, between a name and its value.
  {
    pattern: pattern(`(${SECRET_NAME}["']?\\s{0,4}[：＝]\\s{0,4})(?!\\*)([^\\s"'，,;]{1,400})`),
    replace: between,
    needs: /[：＝]/,
  },
  {
    pattern: pattern(
      // oxlint-disable-next-line no-control-regex -- the escape of a terminal is what is looked for
      `(${SECRET_NAME}["']?(?:\\x1b\\[[\\d;]{0,20}m){1,4}["']?\\s{0,4}[:=]\\s{0,4}(?:\\x1b\\[[\\d;]{0,20}m){0,4})(?!\\*)([^\\s"'\\x1b]{1,400})`,
    ),
    replace: cell,
    needs: '\x1b[',
  },
]
