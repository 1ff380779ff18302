import { isHarmless, isProse, isRandom } from './harmless.ts'
import { MASK, type MaskRule } from './rule.ts'

/** `X-Vault-Token: s.abc`, but not "authorization: denied for this user". */
const header = (all: string, head: string, value: string): string =>
  isProse(value.split(' ')[0] ?? '') && !/\d/.test(value) ? all : `${head}${MASK}`

const scheme = (...[all = '', word = '', space = '', value = '']: string[]): string =>
  isRandom(value) || /[+/=]|\w\.\w/.test(value) || (value.length > 15 && /[A-Z]/.test(value))
    ? `${word}${space}${MASK}`
    : all

/** Where the credentials are kept, in place of them: `Bearer ${env:API_TOKEN}`. */
const referenced = (all: string, head: string): string =>
  isHarmless(all.slice(head.length).trim()) || isTemplate(all.slice(head.length))
    ? all
    : `${head}${MASK}`

/** The body of these rules ends before a brace. */
const isTemplate = (value: string): boolean =>
  /^(?:\$\{(?:(?:env|file|sys|secret|vault):[\w./-]+|[A-Za-z_][\w.]*)|\{\{[^{}"]*)$/.test(
    value.trim(),
  )

/** Credentials in HTTP headers, as a client, a proxy or a debug log prints them. */
export const HEADER_RULES: readonly MaskRule[] = [
  {
    pattern:
      /(\b(?:proxy-)?authorization["']?(?:\s*[:=]\s*|%3A(?:%20|\+)|["']?\s*,\s*)\[?\\*["']?(?:bearer|basic|digest|negotiate|token|apikey|splunk|aws4-hmac-sha256|hawk|ntlm|key|sso-key|genie-?key|discordbot|bot)(?:\s+|%20|\+))(?!\*)[^"'\\\r\n\]}]{3,}/gi,
    replace: referenced,
    needs: /authorization/i,
  },
  {
    pattern:
      /\b(bearer|basic|digest|negotiate)(\s+|%20|:\s*)(?!\*)(?=[\w.~+/=-]{8})([\w.~+/=-]{8,})/gi,
    replace: scheme,
    needs: /bearer|basic|digest|negotiate/i,
  },
  {
    pattern:
      /((?:(?:proxy-)?authorization|x-[\w-]{0,40}(?:token|key|secret|auth|signature|password|credential)|(?:private|job|deploy|circle|plugin)-token|x-honeycomb-team|(?:dd|api|ocp-apim-subscription|subscription|application|x-api|apim)-(?:api-)?key|set-cookie2?|cookie)\\*["']?: ?\[?\\*["']?)(?!\*|(?:bearer|basic|digest|negotiate)\b)([^\s"',;\]][^"'\r\n\]\\]{2,})/gi,
    replace: header,
    needs: /authorization|x-|-token|-key|cookie/i,
  },
]
