import { isHarmless, isInSentence, isRandom, isStrong } from './harmless.ts'
import { MASK, hides, type MaskRule } from './rule.ts'

const word = hides((value) => !isHarmless(value) && !isInSentence(value))
const ifRandom = hides((value) => isRandom(value))

/** Commands of protocols and settings of servers that take a login without naming it. */
export const PROTOCOL_RULES: readonly MaskRule[] = [
  // Redis' MONITOR and SLOWLOG, and its protocol as it goes over the wire.
  {
    pattern: /(\\*"AUTH\\*"(?:\s+\\*"[^"\\\n]{1,80}\\*")?\s+\\*")([^"\\\n]{1,400})(\\*")/gi,
    replace: word,
    needs: /"AUTH\\*"/i,
  },
  {
    pattern:
      /((?:\b|(?<=\\n))AUTH(?:\r\n|\\+r\\+n)(?:\$\d{1,4}(?:\r\n|\\+r\\+n)[^\r\n\\]{1,80}(?:\r\n|\\+r\\+n))?\$\d{1,4}(?:\r\n|\\+r\\+n))([^\r\n\\]{1,400})/gi,
    replace: word,
    needs: /AUTH(?:\r|\\)/i,
  },
  // IMAP: a1 LOGIN user x; IRC: IDENTIFY x, PASS x; ZooKeeper: addauth digest user:x
  {
    pattern:
      /((?<!\w)[A-Za-z]{0,4}\d{1,6}\s+LOGIN\s+\\*"?[^\s"\\]{1,200}\\*"?\s+\\*"?|\bIDENTIFY\s|\baddauth\s+digest\s+[^\s:]{1,80}:)(?!\*)([^\s"\\]{3,400})/g,
    replace: word,
    needs: /LOGIN|IDENTIFY|addauth/,
  },
  { pattern: /(\bstats\s+auth\s+[\w.-]{1,80}:)(?!\*)(\S{1,400})/g, replace: word, needs: 'stats' },
  {
    pattern:
      /(\b(?:insecure-password|auth_pass|requirepass|masterauth|PVEAPIToken)[\s=]+["']?)(?!\*|[=:]|["']?\s)([^\s"']{3,400})/gi,
    replace: word,
    needs: /insecure-password|auth_pass|requirepass|masterauth|PVEAPI/i,
  },
  // Oracle: identified by x
  {
    pattern: /(\bidentified\s+by\s+)(?!\*|values\b|password\b)([^\s"';,)]{1,400})/gi,
    replace: word,
    needs: /identified/i,
  },
  // What proves the login in HTTP's Digest, Hawk and OAuth 1; its other parts are no secret.
  {
    pattern:
      /(\b(?:response|c?nonce|mac|oauth_token|oauth_signature)=\\*["']?)(?!\*)([\w+/=%-]{16,400})(\\*["']?)/gi,
    replace: `$1${MASK}$3`,
    needs: /nonce|oauth_/i,
  },
  {
    pattern: /(\bbase64url\.bearer\.authorization\.k8s\.io\.)(?!\*)[\w-]+/g,
    replace: `$1${MASK}`,
    needs: 'base64url.',
  },
  { pattern: /(\bPrivate-MAC: )(?!\*)[0-9a-f]+/g, replace: `$1${MASK}`, needs: 'Private-MAC' },
  // .netrc, .pgpass, a login of Redis.
  {
    pattern: /(\blogin\s+\S{1,200}\s+password\s+)(?!\*)([^\s"'\\]+)/gi,
    replace: `$1${MASK}`,
    needs: /login/i,
  },
  {
    pattern: /((?:^|["'\s>[(=/])AUTH\s+(?:[a-z][\w-]{1,40}\s+)?["']?)(?!\*)([^\s"']{6,})/g,
    replace: hides((value) => isStrong(value.replace(/[.,;:)\]}]+$/, ''))),
    needs: 'AUTH',
  },
  // {"github-oauth": {"github.com": "x"}}
  {
    pattern:
      /((?:oauth|bearer|tokens?|passwords|credentials)\\*["']\s*:\s*\{\s*\\*["'][^"'\\{}]{1,200}\\*["']\s*:\s*\\*["'])([^\s"'\\{}]{16,4000})(\\*["'])/gi,
    replace: hides((value) => isRandom(value, 16)),
    needs: /["']\s*:\s*\{/,
  },
]

/** The same where no name of a secret is near. */
export const PLACED_PROTOCOL_RULES: readonly MaskRule[] = [
  // Redis: user app on >x ~* +@all
  {
    pattern: /((?:\buser|\bsetuser)\s+\S{1,80}(?:\s[^\n]{0,80}?)?\s[>#])(?!\*)([^\s"'\\]{4,400})/gi,
    replace: (all, head = '', value = '') =>
      /\b(?:on|off|allkeys|allcommands|~|\+@)/i.test(all) || isRandom(value)
        ? `${head}${MASK}`
        : all,
    needs: /user\s[^\n]{1,160}\s[>#]\S/i,
  },
  // A login after the name of a setting that holds logins, or by the host that it is for: [smtp.example]:587 user:x
  {
    pattern:
      /((?:\b(?:user(?:[._-]?info)?|auth|login|static|credentials?|BUNDLE_\w{1,80})\s?[=:]\s{0,2}["']?|\[[\w.-]{1,200}\](?::\d{1,5})?\s+)[\w.@+-]{1,80}:)(?!\*|\d{1,5}\b)([^\s"'`,;:/\\]{6,400})/gi,
    replace: ifRandom,
    needs:
      /(?:user[._-]?(?:info)?|auth|login|static|credentials?|BUNDLE_\w{1,80})\s?[=:]\s{0,2}["']?[\w.@+-]{1,80}:|\](?::\d{1,5})?\s+[\w.@+-]{1,80}:/i,
  },
  // Dovecot's and OpenLDAP's passwords that are not hashed.
  {
    pattern: /(\{(?:PLAIN|CLEARTEXT|CLEAR)\})(?!\*)([^\s:"']{1,400})/g,
    replace: `$1${MASK}`,
    needs: /\{(?:PLAIN|CLEAR)/,
  },
  // IPsec: PSK "x"; SNMP: createUser app SHA "x" AES "y"
  {
    pattern: /(\b(?:PSK|SHA(?:-?\d{3})?|MD5|AES|DES)\s+["'])([^"'\n]{8,400})(["'])/g,
    replace: word,
    needs: /PSK|createUser/,
  },
  // GitHub Actions, HAProxy, keepalived.
  { pattern: /(::add-mask::)(?!\*)([^\s"']{1,400})/g, replace: word, needs: 'add-mask' },
  // PostgreSQL's old hash of a password.
  { pattern: /\bmd5[0-9a-f]{32}\b/g, replace: MASK, needs: 'md5' },
]

/** PostgreSQL's file of passwords: host:port:database:user:password. */
export const PASSWORD_FILE_RULES: readonly MaskRule[] = [
  {
    pattern: /(?<![\w.:-])([\w.*-]+:(?:\d{1,5}|\*):[\w.*-]+:[\w.@-]+:)(?!\*)([^\s:]{4,})/g,
    replace: `$1${MASK}`,
    needs: /:(?:\d{1,5}|\*):[\w.*-]+:[\w.@-]+:/,
  },
]
