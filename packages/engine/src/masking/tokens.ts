import { MASK, hasRun, pattern, type MaskRule } from './rule.ts'

/**
 * Tokens that tell what they are by their first characters, which stay: they say whose token it is. From the issuers' own
 * documentation and the public rules of secret scanners.
 */
const PREFIXES = [
  ...[
    'gh[opsur]_',
    'github_pat_',
    'gl(?:pat|dt|rt|ptt|cbt|soat|ffct|imt|agent|oas|ft|rtr|wt)-',
    'GR1348941',
  ],
  ...[
    'glsa_',
    'glc_',
    'xox[a-z](?:\\.xox[a-z])?-',
    'xapp-',
    '[srp]k_(?:live|test|prod)_',
    'whsec_',
    'sk-ant-',
    'sk-proj-',
    'sk-',
  ],
  ...[
    'npm_',
    'pypi-',
    'rubygems_',
    'hv[sbr]\\.',
    'do[pors]_v1_',
    'shp(?:at|ss|ca|pa)_',
    'dckr_[op]at_',
  ],
  ...[
    'tskey-',
    'lin_(?:api|oauth)_',
    'hf_',
    'nfp_',
    'pul-',
    'xkeysib-',
    'xsmtpsib-',
    'ya29\\.',
    'GOCSPX-',
    'AIza',
    '1//0',
  ],
  ...[
    'AGE-SECRET-KEY-',
    'SG\\.',
    'ATATT3x',
    'ATBB',
    'ATCTT3x',
    'EAA[A-Z]',
    'sq0[a-z]{3}-',
    'dapi',
    'ntn_',
    'secret_',
    'fig[dopu]_',
  ],
  ...[
    'NRAK-',
    'NRII-',
    'NRJS-',
    'sntry[su]_',
    'PMAK-',
    'dp\\.(?:pt|st|ct|sa|scim|audit)\\.',
    'fo1_',
    'sbp_',
    'pscale_(?:pw|tkn|oauth)_',
  ],
  ...[
    'CCIPAT_',
    'CCIPRJ_',
    'bkua_',
    'HRKU-',
    'pnu_',
    'AKCp',
    'cmVmdGtu',
    'rnd_',
    'r8_',
    'gsk_',
    'pplx-',
    'xai-',
    'tvly-',
    'vercel_',
    'frp_',
    'shppa_',
    'ops_',
    'CLOJARS_',
    'key-(?=[0-9a-f]{32}\\b)',
    'SK(?=[0-9a-f]{32}\\b)',
    'K10(?=[0-9a-f]{40})',
    'FlyV1 fm\\d_',
  ],
  ...[
    'lsv2_(?:pt|sk)_',
    'sq[apu]_(?=[0-9a-f]{40})',
    '(?:sdk|api|mob)-(?=[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})',
    'hca(?:ik|mk|lk)_',
    'LTAI(?=[A-Za-z0-9]{12})',
    'AKID(?=[A-Za-z0-9]{32})',
    'GOOG1E(?=[A-Z0-9]{50})',
    'oy2(?=[a-z0-9]{43})',
    'sb_secret_',
    'pcsk_',
    'cio(?=[A-Za-z0-9]{32})',
    's\\.(?=[A-Za-z]*\\d[A-Za-z0-9]*\\b)(?=[A-Za-z0-9]{24}\\b)',
    'st\\.(?=[0-9a-f]{8,}\\.[0-9a-f]{32})',
    'v1\\.0-(?=[0-9a-f]{24}-[0-9a-f]{40})',
    'pat(?=[A-Za-z0-9]{14}\\.[0-9a-f]{64})',
    '[12]\\/\\d{13,19}(?:\\/\\d{13,19})?:(?=[0-9a-f]{32})',
    'token-[a-z0-9]{5}:(?=[a-z0-9]{54})',
    'pat-[a-z]{2}\\d-(?=[0-9a-f]{8}-)',
    'oauth:(?=[a-z0-9]{30}\\b)',
    'dt0c01\\.[A-Z0-9]{24}\\.',
    'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$',
  ],
]

/** What every match of PREFIXES holds. */
const LONG_WORD = hasRun(14, '.=/+-')

/** Tokens known by their form, whatever stands around them. */
export const TOKEN_RULES: readonly MaskRule[] = [
  // A JSON Web Token, whole or cut off.
  { pattern: /\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)*/g, replace: MASK, needs: 'eyJ' },
  {
    pattern: pattern(
      `(?<![A-Za-z0-9])(${PREFIXES.join('|')})(?![a-z_-]{1,30}(?![\\w.=-]))(?:[\\w.=:/+-]|%[0-9A-F]{2}){10,}`,
      'g',
    ),
    replace: (all, prefix = '') =>
      /[\dA-Z]/.test(all.slice(prefix.length)) ? `${prefix}${MASK}` : all,
    needs: LONG_WORD,
  },
  {
    pattern: /\b(A(?:KI|SI|BI|CC|GP|ID|IP|KI|NP|NV|PK|RO)A)[A-Z0-9]{16}\b/g,
    replace: `$1${MASK}`,
    needs: /A[A-Z]{2}A/,
  },
  // Seeds of NATS' nkeys.
  { pattern: /\bS[ACNOUX][A-Z2-7]{56}\b/g, replace: MASK, needs: LONG_WORD },
  // Telegram's bots, Discord's bots, Mailchimp, Terraform Cloud, Azure AD's client secrets.
  { pattern: /\b\d{8,10}:AA[\w-]{30,}/g, replace: MASK, needs: ':AA' },
  { pattern: /\b[MNO][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,}/g, replace: MASK, needs: LONG_WORD },
  { pattern: /\b[0-9a-f]{32}(-us\d{1,2})\b/g, replace: `${MASK}$1`, needs: '-us' },
  {
    pattern: /\b[A-Za-z0-9]{14}(\.atlasv1\.)[\w=-]{20,}/g,
    replace: `${MASK}$1${MASK}`,
    needs: '.atlasv1.',
  },
  { pattern: /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~-])/g, replace: MASK, needs: 'Q~' },
  // crypt(3), bcrypt, argon2, scrypt, Apache's MD5, SCRAM of PostgreSQL, MySQL's own: hashes of passwords.
  {
    pattern: /(\bSCRAM-SHA-(?:1|256|512)\$\d{1,9}:)(?!\*)[\w+/=$:]{16,}/g,
    replace: `$1${MASK}`,
    needs: 'SCRAM',
  },
  {
    pattern:
      /\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|argon2(?:id|i|d)?|scrypt|pbkdf2[\w-]*)\$[\w./$=,+-]{16,}/g,
    replace: MASK,
    needs: '$',
  },
]
