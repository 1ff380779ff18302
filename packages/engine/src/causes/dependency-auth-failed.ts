import { kubectl } from '../fixes/commands.ts'
import { loginFixes } from '../fixes/login-fixes.ts'
import { secretValueFixes } from '../fixes/secret-value-fixes.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { secretsOf, settingThatNames } from '../case/settings.ts'

/** A dependency rejects the credentials, role or database name. */
export const dependencyAuthFailed: Cause = {
  id: 'dependency-auth-failed',
  explain: (file, { facts }) => {
    const who = facts['user']
      ? ` for user ${facts['user']}`
      : facts['database']
        ? ` for database ${facts['database']}`
        : ''
    const secrets = secretsOf(file)
    return `The server answers, but rejects the login${who}. ${secrets.length ? `The credentials come from Secret ${secrets.join(', ')}: it and the server no longer agree.` : 'The credentials that the program uses and those that the server knows do not agree.'}`
  },
  fixes: (file, finding) => {
    const { facts } = finding
    const secrets = secretsOf(file)
    const setting = settingThatNames(file, facts['database'] ?? facts['user'])
    const missing = facts['database'] && !facts['user']
    return [
      ...loginFixes(file, finding),
      ...(missing
        ? []
        : secretValueFixes(file, {
            id: 'dependency-auth-failed/store',
            named: /pass|pwd|token|api_?key/i,
            what: 'The password or token that the server knows',
          })),
      {
        id: 'dependency-auth-failed/agree',
        title: missing
          ? `Create database ${facts['database']} on the server, or correct its name${setting ? ` in ${setting.title}` : ''}`
          : `Set the same credentials on both sides: ${secrets.length ? `Secret ${secrets.join(', ')}` : 'the settings of the program'} and the server`,
        where: 'data',
        risk: 'medium',
        commands: [
          ...secrets.map((name) => kubectl(file, 'describe', 'secret', name)),
          ...secrets.map((name) => kubectl(file, 'edit', 'secret', name)),
          kubectl(file, 'rollout', 'restart', file.target),
        ],
        patch: null,
        verify:
          'The program logs in: the restart count stays level for ten minutes and the line does not come back.',
      },
    ]
  },
  find: (file) => withSecret(file),
}

/** Which Secret the credentials come from, named beside the rejection. */
const withSecret = (file: CaseFile): readonly Finding[] =>
  file.messages
    .filter(({ cause, weight }) => cause === 'dependency-auth-failed' && weight >= 40)
    .slice(0, 1)
    .flatMap((message) => {
      const env = file.failing.spec?.env ?? []
      const index = env.findIndex(({ valueFrom }) => valueFrom?.secretKeyRef)
      const ref = env[index]?.valueFrom?.secretKeyRef
      if (!ref) return []
      return [
        {
          ...message,
          weight: message.weight - 1,
          rule: 'dependency-auth-failed/secret',
          evidence: [
            ...message.evidence,
            file.fromSpec(`env[${index}].valueFrom.secretKeyRef`, ref),
          ],
        },
      ]
    })
