import { isHarmless, isInSentence, isRandom } from './harmless.ts'
import { SECRET_NAME } from './names.ts'
import { hides, pattern, type MaskRule } from './rule.ts'

const argument = hides((value) => !isHarmless(value))
const ifRandom = hides((value) => isRandom(value))

/** A string, and the quote that it begins with, as code or code inside JSON writes them. */
const OPEN = String.raw`\\*["']`
const INSIDE = String.raw`(?:(?!\\*["'])[^\n])`
const TEXT = `${OPEN}${INSIDE}{0,300}${OPEN}`

/** What a printed value says of its type: `Some(`, `(string) (len=14)`, `string(14)`, `N'`, `<<`. */
const TYPE = String.raw`(?:(?:\([A-Za-z]{1,20}\)|[A-Za-z]{1,20}\(\d{1,9}\))\s*(?:\([a-z]{1,9}=\d{1,9}\)\s*)?|(?:[A-Za-z]{1,20}\s*)?\(\s*|<<|[NEBLUR](?=["']))`

/** Passwords among the arguments of a call, and in values as a debugger or a dump prints them. */
export const CALL_RULES: readonly MaskRule[] = [
  // setPassword("x"), password: Some("x"), {password,<<"x">>}, u'password': u'x', ["password"]=> string(3) "x"
  {
    pattern: pattern(
      `(${SECRET_NAME}(?:\\\\*["'])?\\]?\\s*(?:(?:[:=,]|=>|:=|\\.{3,40})\\s*)?${TYPE}\\s*${OPEN})(${INSIDE}{3,1000})(${OPEN})`,
    ),
    replace: argument,
  },
  // password = """x""", password = '''x''', PASSWORD $$x$$, password......."x"
  {
    pattern: pattern(
      `(${SECRET_NAME}["']?\\]?\\s*(?:=\\s*|:\\s*)?(?:"""\\s*|'''\\s*|\\$\\$|\\.{3,40}["']))((?:(?!["']|\\$\\$)[^\\n]){3,1000})(["'$])`,
    ),
    replace: argument,
    needs: /"""|'''|\$\$|\.\.\./,
  },
  // $db['default']['password'] = 'x', and [password] => x as PHP prints it
  {
    pattern: pattern(
      `(${SECRET_NAME}["']\\]\\s*(?:=>|:=|=|:)\\s*${OPEN})(${INSIDE}{1,4000})(${OPEN})`,
    ),
    replace: argument,
    needs: /["']\]\s*[:=]/,
  },
  {
    pattern: pattern(`(${SECRET_NAME}\\]\\s=>\\s)(?!\\*)([^\\s"'(]{1,400})`),
    replace: argument,
    needs: '] =>',
  },
  // s:8:"password";s:3:"x";
  {
    pattern: pattern(`(${SECRET_NAME}\\\\*";s:\\d{1,6}:\\\\*")(${INSIDE}{1,4000})(\\\\*")`),
    replace: argument,
    needs: ';s:',
  },
  // user-secrets set "Db:Password" "x"
  {
    pattern: pattern(`(${SECRET_NAME}["']\\s{1,4}["'])([^"'\\n]{6,400})(["'])`),
    replace: ifRandom,
    needs: /["']\s{1,4}["']/,
  },
  // password: <%= ENV['X'] || 'x' %>
  {
    pattern: pattern(
      `(${SECRET_NAME}["']?\\s*[:=]\\s*<%=[^%\\n]{1,200}\\|\\|\\s*["'])([^"'\\n]{1,400})(["'])`,
    ),
    replace: argument,
    needs: '<%=',
  },
  // password[x], password{x}, password=<x>
  {
    pattern: pattern(
      `(${SECRET_NAME}\\s?[:=]?\\s?[<\\[{(])(?!\\*)([^\\s<>\\[\\]{}()"'=:,]{8,400})([>\\]})])`,
    ),
    replace: ifRandom,
  },
  // password -> x, password => x
  {
    pattern: pattern(
      `(${SECRET_NAME}\\\\*["']?\\s{0,8}[-=]>\\s{0,8})(?!\\*)([^\\s"',;\\\\]{3,400})`,
    ),
    replace: hides(
      (value, { head }) =>
        isRandom(value) || (head.includes('=>') && !isInSentence(value) && !isHarmless(value)),
    ),
    needs: /[-=]>/,
  },
]

/** The same where the name of the call tells. */
export const LOGIN_CALL_RULES: readonly MaskRule[] = [
  // define('DB_PASSWORD', 'x')
  {
    pattern: pattern(
      `(\\bdefine\\(\\s*${OPEN}\\w{0,40}?(?:${SECRET_NAME}|_KEY|_SALT)${OPEN}\\s*,\\s*${OPEN})(${INSIDE}{1,400})(${OPEN})`,
    ),
    replace: argument,
    needs: 'define',
  },
  // auth=('user', 'x'), basicAuth("user", "x"), ldap_bind($connection, 'user', 'x')
  {
    pattern: pattern(
      `((?:auth\\w{0,12}|login|credentials?|ldap_bind)\\s*=?\\s*[(\\[]\\s*(?:\\$\\w{1,40}\\s*,\\s*)?${TEXT}\\s*,\\s*${OPEN})(${INSIDE}{3,400})(${OPEN}(?:\\.\\w{1,40}\\(\\))?\\s*[)\\],])`,
    ),
    replace: argument,
    needs: /(?:auth|login|credential|ldap_bind)\w{0,12}\s*=?\s*[([]/i,
  },
  // redis.auth("x")
  {
    pattern: pattern(`([.:>]auth\\(\\s*${OPEN})(${INSIDE}{6,400})(${OPEN}\\s*\\))`),
    replace: ifRandom,
    needs: /auth\(/i,
  },
]

/** Connections, whose third argument is a password. */
export const CONNECT_RULES: readonly MaskRule[] = [
  // mysqli_connect('host', 'user', 'x'), new PDO('dsn', 'user', 'x'), DBI->connect("dsn", "user", "x")
  {
    pattern: pattern(
      `(\\b(?:PDO(?:->__construct)?|Sequelize|\\w{0,40}connect(?:ion)?)\\s*\\(\\s*${TEXT}\\s*,\\s*${TEXT}\\s*,\\s*${OPEN})(${INSIDE}{1,400})(${OPEN})`,
    ),
    replace: argument,
    needs: /(?:PDO\S{0,13}|Sequelize|connect(?:ion)?)\s?\(/i,
  },
  {
    pattern: /(\bcrypt\s*\(\s*'|\bSecureString\s+["'])([^'"\n]{1,400})(['"])/gi,
    replace: argument,
    needs: /crypt|SecureString/i,
  },
]
