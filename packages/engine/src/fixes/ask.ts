import type { Ask } from '../report/report.ts'

/** Names whose values are secret more often than not; addresses hold logins. */
const SECRET = /PASS|SECRET|TOKEN|KEY|CREDENTIAL|DSN|CERT|_URL$|_URI$/i

/** A value that is asked for, never invented. */
export function askFor(name: string, what: string, rest: Partial<Ask> = {}): Ask {
  return {
    name,
    placeholder: `<${name}>`,
    what,
    secret: SECRET.test(name),
    ...rest,
  }
}

/** Whether a setting of this name is one to keep in a Secret. */
export function isSecretName(name: string): boolean {
  return /PASS|SECRET|TOKEN|_?KEY$|API_?KEY|PRIVATE|CREDENTIAL|DSN|_UR[LI]$|CONN(?:ECTION)?_?STR|DATABASE$/i.test(
    name,
  )
}
