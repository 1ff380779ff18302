import { isMasked, isRandom } from './harmless.ts'
import { MASK, type MaskRule } from './rule.ts'

/** `scheme://user:password@host`; a port and a path with an `@` further on are no password. */
const userInfo = (all: string, head: string, password: string): string =>
  isMasked(password) || (/^\d{1,5}(?:[/?#,]|$)/.test(password) && /[/?#]/.test(password))
    ? all
    : `${head}:${MASK}@`

/** `user:password@host:1` without a scheme; `image:tag@sha256:…` and addresses of peers are no password. */
const bareUserInfo = (all: string, user: string, password: string): string =>
  isMasked(password) || /^\d+$/.test(password) ? all : `${user}:${MASK}@`

/** Whoever knows such an address may use it: the last of its words is a key. */
const capability = (all: string, head: string, id: string): string =>
  isRandom(id, 16) || /^(?=[a-z]*\d)[a-z0-9]{20,}$/i.test(id) ? `${head}${MASK}` : all

/** Passwords, keys and signatures in URLs and in what looks like them. User, host, port and path stay. */
export const URL_RULES: readonly MaskRule[] = [
  {
    pattern:
      /(hooks\.slack\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/webhooks\/|\.webhook\.office\.com\/\w+\/|outlook\.office(?:365)?\.com\/webhook\/|hooks\.zapier\.com\/hooks\/catch\/|chat\.googleapis\.com\/v1\/spaces\/[^\s"'?]+\?|api\.telegram\.org\/bot)(?!\*)[^\s"'\\]+/gi,
    replace: `$1${MASK}`,
    needs: /hooks|webhook|\/bot|chat\.google/,
  },
  {
    pattern: /(\b(?:hc-ping\.com|nosnch\.in)\/)(?!\*)[^\s"'\\<>?#]+/gi,
    replace: `$1${MASK}`,
    needs: /hc-ping|nosnch/,
  },
  {
    pattern:
      /(\bhttps?:\/\/[^\s"'<>?#]{1,200}?\/(?:hooks?|webhooks?\w{0,3}|inputs?|integrations?|receivers?|invites?|invitations?|reset(?:-password)?|password-?reset|verify|verification|confirm|unsubscribe|activate|magic|alert|ingest|http)\/(?:[\w.-]{1,40}\/){0,2}?)(?!\*)([\w=-]{16,400})(?=[/?#\s"'\\<>,)\].:;]|$)/gi,
    replace: capability,
    needs: /https?:\/\//i,
  },
  // A call over SIP has no slashes.
  {
    pattern: /(\bsips?:[\w.%+-]{1,80}:)(?!\*)[^\s@"']{1,200}@/gi,
    replace: `$1${MASK}@`,
    needs: 'sip',
  },
  {
    pattern:
      /(\b[a-z][a-z0-9+.-]{1,24}:(?:\\*\/){2}[^\s:@/?#"'`<>]{0,200}):((?:(?!:\/\/)(?:[^\s"'`<>]|["'`<>](?=[^\s,;:})\]"'`<>]))){1,300})@/gi,
    replace: userInfo,
    needs: '@',
  },
  {
    pattern: /(\b[a-z][a-z0-9+.-]{1,24}:\/\/)(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{20,200}@/gi,
    replace: `$1${MASK}@`,
    needs: '@',
  },
  {
    pattern: /(\b[a-z][a-z0-9+.-]{1,24}:\/\/)[A-Za-z_-]{24,200}@/gi,
    replace: `$1${MASK}@`,
    needs: '@',
  },
  // go-sql-driver/mysql: user:password@protocol(address).
  {
    pattern:
      /\b([\w.%+-]{1,80}):(\S{1,200}?)@(?=(?:tcp|tcp4|tcp6|udp|unix|cloudsql|cloudsql-mysql)\()/g,
    replace: bareUserInfo,
    needs: /@(?:tcp|udp|unix|cloudsql)/,
  },
  {
    pattern: /(jdbc:oracle:\w+:[\w.]{1,60}\/)(?:"[^"\n]{1,200}"|[^\s@"']{1,200})@/gi,
    replace: `$1${MASK}@`,
    needs: '@',
  },
  // sqlplus and the like: user/password@//host:port/service.
  {
    pattern:
      /(\b(?:sqlplus|sqlldr|expdp|impdp|rman|oracle)\b.{0,80}?\b\w{1,60}\/)[^\s@"'/]{1,200}@/gi,
    replace: `$1${MASK}@`,
    needs: '@',
  },
  {
    pattern:
      /(?<![\w/@:.-])([\w.%+-]{1,80}):((?!\/\/)[^\s"'`<>@:/,;=&?()]{4,200})@(?!sha256:|sha512:)(?=\[?[A-Za-z0-9][\w.:-]*\]?[:/]\w)/g,
    replace: bareUserInfo,
    needs: '@',
  },
  {
    pattern:
      /([?&;](?:sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|key|code|auth|jwt|sid|api_?key|appid|hash|hmac|state|nonce)=)(?!\*)[^\s&"'<>]{8,}/gi,
    replace: `$1${MASK}`,
    needs: /[?&;]\w/,
  },
]
