const WORDS = [
  'pass(?:word|wd|wort|phrase|code|wrd)?',
  '(?:pwd|kennwort|senha|contrase(?:n|ñ)a|mot ?de ?passe|parola d.ordine|bindpw|rootpw|adminpw|userpw|(?<=[_.-])pw)',
  '(?:密码|口令|密钥|令牌|パスワード|비밀번호|пароль|wachtwoord|lösenord|hasło|heslo|şifre)',
  'secret(?:[_.-]?(?:access[_.-]?)?key|[_.-]?id|[_.-]?value|[_.-]?string)?',
  'token(?:[_.-]?(?:value|secret|string))?',
  'api[_.-]?key',
  '(?:access|account|shared[_.-]?access|private|encryption|signing|master|auth|license|storage|instrumentation|subscription|function|host|consumer|client|app|application|deploy|session|cookie|service|server|admin|root|write|ingest|integration|routing|pepper|data|hmac|jwt|aes|des|rsa|ssh|gpg|pgp|age|wireguard|tls)[_.-]?key(?:[_.-]?(?:data|base|value|pem|material|b64|base64))?',
  'key[_-]?(?:base|data|material)',
  '(?:credentials?|creds)',
  '(?:authorization|requirepass|masterauth|rediscli[_-]?auth|sshpass|cookie|set-cookie)',
  '(?:connection|conn)[_.-]?str(?:ing)?',
  'sas(?:[_-]?(?:url|token|key))?',
  'webhook[_.-]?(?:url|secret)',
  '(?:jsessionid|phpsessid|sessionid|session[_-]id|csrf[_-]?token|csrftoken|xsrf[_-]?token|connect\\.sid)',
  '(?:mnemonic|seed[_-]?phrase|auth[_-]?ident|(?:auth|logged[_-]in|nonce)[_-]salt|(?:totp|otp|mfa)[_-]?seed)',
  '(?:github|gitlab|gh|azure|ado|azdo|devops|ext|access)[_-]pat',
  '(?:keystore|truststore|store|key|trust)[_.-]?pass',
]

/** What says of which of several secrets a name is. */
const TAIL =
  '(?:[_-]?\\d{1,2}|[_-](?:old|new|prev|previous|current|next|prod|production|dev|test|staging|stage|primary|secondary|main|backup|admin|root|user|app|value|b64|base64|plain|raw|text|string|data|env|override|default|read|write|ro|rw|in|out|hex|hash|md5|sha\\d{1,3}))*'

/**
 * Names whose value is secret, wherever they end: `DB_PASSWORD`, `clientSecret`, `spring.datasource.password`, `x-api-key`,
 * `PASSWORD_OLD`.
 */
export const SECRET_NAME = `(?:${WORDS.join('|')})${TAIL}`

/** Names whose value may be secret: it is where it looks random. */
export const MAYBE_SECRET_NAME =
  '(?:key|keys|auth|sig|signature|session|sess|sid|salt|seed|pin|otp|code|pat|webhook|hmac|jwt|nonce|csrf|psk|license|licence|bearer|login|cred|passwords|passwds|tokens|secrets|dsn|pwds|pw|pass\\w{0,12}|hash|digest|cert|private|crypt|cipher|iv)'

/** What every name above holds: texts without it are not looked at. */
export const NAME_HINT =
  /pass|pwd|pw\b|secret|token|key|cred|auth|cookie|conn|sas|ses|kennw|senha|contrase|motdep|parola|sid|sig|salt|seed|pin|otp|code|pat\b|hook|hmac|jwt|nonce|csrf|xsrf|psk|licen[cs]e|bearer|login|dsn|hash|digest|cert|private|crypt|cipher|iv\b|mnemonic|ident|rootpw|bindpw|adminpw|userpw|密码|口令|密钥|令牌|パスワード|비밀번호|пароль|wachtwoord|lösenord|hasło|heslo|şifre/i

/** The names themselves: a text without any is spared the patterns that are made of them, each of which takes a millisecond to prepare. */
export const NAMED = new RegExp(SECRET_NAME, 'i')

/** True for the name of a setting whose value is secret as a whole. */
export function isSecretName(name: string): boolean {
  return WHOLE_NAME.test(name)
}

const WHOLE_NAME = new RegExp(`${SECRET_NAME}$`, 'i')
