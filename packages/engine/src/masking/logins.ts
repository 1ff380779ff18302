import { isHarmless, isRandom } from './harmless.ts'
import { MASK, hides, pattern, type MaskRule } from './rule.ts'

const always = hides((value) => !isHarmless(value) && !value.includes(MASK))
const ifRandom = hides((value) => isRandom(value))

/** What stands between two words of a command line, in a shell, in JSON or in Go's brackets. */
const GAP = String.raw`(?:[ \t]+|\\*["'],?\s*\\*["'])`
const QUOTE = String.raw`\\*["']?`

/** What a login holds that no name tells: an option, or the name of what takes it by its place. */
export const PLACE_HINT =
  /[\s"'[(]-{1,2}[A-Za-z]|[Uu]ser|USER|onnect|PDO|Sequelize|SecureString|crypt|\{(?:PLAIN|CLEAR)|-mask|md5|BUNDLE_|\][:\d]*\s+\S{1,80}:|\bmc\s|\bnet\s|rabbitmqctl|PSK|stdin|kinit|sudo|passwd/

/** Words of command lines that are a password by the place where they stand: no option or name tells. */
export const LOGIN_RULES: readonly MaskRule[] = [
  // --auth user:x, --creds user:x, and of tools that log in: --user user:x
  {
    pattern: pattern(
      `((?<![\\w-])(?:--(?:auth|creds|[a-z]{1,12}-creds|proxy-user)(?:=|${GAP})|(?<=\\b(?:etcdctl|ctr|http|https|nats|ab|wget)\\b[^\\n|]{0,120})(?:--?user|-a|-A)(?:=|${GAP}))${QUOTE}[^\\s:"'\\\\]{1,80}:)(?!\\*)([^\\s"'\\\\]{3,400})`,
    ),
    replace: always,
    needs: /-(?:a|user|auth|\w*-?creds|proxy-user)(?:[= \t]|\\*["'])/i,
  },
  // --certificate-key x: what may be secret by its name is where it looks random.
  {
    pattern: pattern(
      `((?<![\\w-])--?[\\w-]{0,40}(?:key|auth|login|salt|seed)(?:=|${GAP})${QUOTE})(?!\\*|-)([^\\s"'\\\\/:]{16,400})`,
    ),
    replace: ifRandom,
    needs: /-[\w-]{0,40}(?:key|auth|login|salt|seed)[= \t"']/i,
  },
  // -u user -p x of any tool: what is no port, no path, and no patch in JSON, also as HTML writes its quotes.
  {
    pattern: pattern(
      `((?<!\\S)(?:-[uUnD]|--?user(?:name)?)${GAP}[^\\s"'\\\\]{1,80}(?=[\\s"'\\\\])[^\\n|]{0,80}?\\s-{1,2}(?:p|P|w|pw)${GAP}${QUOTE})(?!\\*|-|\\{|&)([^\\s"'\\\\/:]{8,400})`,
      'g',
    ),
    replace: ifRandom,
    needs: /\s-{1,2}[pPw]w?\b/,
  },
  // lftp -u user,x
  { pattern: /(\s-u\s+[\w.@-]{1,60},)(?!\*)([^\s"']{6,400})/g, replace: ifRandom, needs: '-u ' },
  // curl --cert file:x
  {
    pattern:
      /((?<!\S)(?:--(?:proxy-)?cert|-E)[= ][\w./-]{1,200}:)(?!\*|\d{1,5}\b)([^\s"'\\/]{4,400})/g,
    replace: always,
    needs: /--(?:proxy-)?cert|-E/,
  },
  // Options that are a password with these tools alone.
  {
    pattern: pattern(
      `(\\b(?:ssh-keygen\\b[^\\n|]{0,200}?\\s-[NP]|openssl\\s+enc\\b[^\\n|]{0,200}?\\s-[kK]|zip\\b[^\\n|]{0,80}?\\s-P|(?:unrar|rar|7za?)\\b[^\\n|]{0,80}?\\s-p|snmp\\w{0,12}\\b[^\\n|]{0,80}?\\s-[AX]|snmp\\w{0,12}\\s[^\\n|]{0,80}?-v\\s?[12]c?[^\\n|]{0,80}?\\s-c|kadmin\\b[^\\n|]{0,80}?\\s-w|ipmitool\\b[^\\n|]{0,120}?\\s-P|(?:oc|crane\\s+auth|oras|beeline|bcp)\\b[^\\n|]{0,200}?\\s-[pP])\\s{0,4}["']?)(?!\\*|-)([^\\s"'\\\\]{3,400})`,
      'g',
    ),
    replace: hides((value) => !isHarmless(value) && !/^\d{1,5}$/.test(value)),
    needs:
      /(?:ssh-keygen|openssl|zip|rar|7za?|snmp|kadmin|ipmitool|oc|crane|oras|beeline|bcp)\b|snmp/,
  },
  // SNMP and OpenSSL take two.
  {
    pattern:
      /(\b(?:snmp\w{0,12}|openssl)\b[^\n|]{0,80}?-[AK]\s\*{3}[^\n|]{0,40}?\s-(?:X|iv)\s+)(?!\*)([^\s"']{3,400})/g,
    replace: always,
    needs: /snmp|openssl/,
  },
  // Words by their place.
  {
    pattern: pattern(
      `(\\b(?:rabbitmqctl\\s+(?:add_user|change_password)|mosquitto_passwd\\s+-\\w*b\\w*\\s+\\S{1,200}|htpasswd\\s+-\\w*b\\w*\\s+\\S{1,200}|mc\\s+admin\\s+user\\s+add\\s+\\S{1,80}|mc\\s+(?:alias\\s+set|config\\s+host\\s+add)\\s+\\S{1,80}\\s+\\S{1,200}|net\\s+user)\\s+[^\\s-]\\S{0,80}\\s+["']?)(?!\\*|-|\\/)([^\\s"'\\\\]{3,400})`,
      'g',
    ),
    replace: always,
    needs: /rabbitmqctl|_passwd|htpasswd|\bmc\s|net\s/,
  },
  {
    pattern: /(\bnet\s+use\s+(?:\w:\s+)?\\\\\S{1,200}\s+)(?!\*|\/)([^\s"']{3,400})/gi,
    replace: always,
    needs: 'net ',
  },
  // echo x | docker login --password-stdin
  {
    pattern: pattern(
      `(\\b(?:echo|printf)\\s+(?:-\\w\\s+)?\\\\*["']?(?:[\\w.@-]{1,60}:)?)(?!\\*|\\$)([^\\s"'|\\\\]{3,400})(\\\\*["']?\\s*\\|[^\\n]{0,80}?(?:--password-stdin|--stdin\\b|--with-token|\\bkinit\\b|\\bsudo\\s+-\\w*S|\\bchpasswd\\b|\\bcryptsetup\\b))`,
    ),
    replace: always,
    needs: /stdin|with-token|kinit|sudo|chpasswd|cryptsetup/,
  },
]
