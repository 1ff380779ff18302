import { isHarmless, isInSentence, isRandom } from './harmless.ts'
import { NAMED, NAME_HINT, SECRET_NAME } from './names.ts'
import { MASK, pattern, type MaskRule } from './rule.ts'

const option = (all: string, head: string, value: string): string => {
  const bare = value.replace(/[.,;)\]}]+$/, '')
  const isSentence = !/[="']$/.test(head) && isInSentence(value)
  return isHarmless(bare) || isSentence ? all : `${head}${MASK}${value.slice(bare.length)}`
}

const GAP = `(?:[ \\t]+|\\\\*["'],?\\s*\\\\*["']|\\s*(?:\\n|\\\\+n)\\s*-\\s+)`

const TOOLS =
  '(?:sshpass|mysql\\w*|mariadb[\\w-]*|docker|podman|nerdctl|buildah|skopeo|crane|mongo\\w*|cqlsh|clickhouse-client|influx|az|ldap\\w*|kinit|psql|helm|smbclient|mount|mqtt\\w*|mosquitto\\w*|rabbitmqadmin|snowsql|sqlcmd|bcp|isql|tsql|ftp|lftp|sftp|expect|cypher-shell|elasticsearch-\\w+|argocd|nats|etcdctl|redis-cli|keytool|jarsigner|openssl|htpasswd|zip|unzip|7z|gpg|restic|wget|http|svn|rsync)'

/** Secrets among the words of a command line, as a shell, a YAML list or JSON shows it. */
export const OPTION_RULES: readonly MaskRule[] = [
  // ["redis-cli", "AUTH", "default", "x"]: words of a list.
  {
    pattern: pattern(
      `(["'](?:auth|\\\\*["']?[\\w.-]{0,60}?${SECRET_NAME}:?\\\\*["']?)\\\\*["']\\s*,\\s*\\\\*["'](?:(?:=|=>|:|[a-z]{1,40})\\\\*["']\\s*,\\s*\\\\*["'])?\\\\*["']?)(?!\\*)([^\\s"'\\\\]{6,400})`,
    ),
    replace: (all, head = '', value = '') => (isRandom(value) ? `${head}${MASK}` : all),
    needs: NAME_HINT,
  },
  {
    pattern: pattern(
      `((?<![\\w])--?[\\w.-]{0,60}?${SECRET_NAME}(?:=\\\\*["']?|${GAP}\\\\*["']?))(?!-|(?<=,\\s*\\\\*["'])[^\\s"'\\\\]{1,400}\\\\*["']\\s*:)([^\\s\\0"'\\\\]{1,400})`,
    ),
    replace: option,
    needs: NAMED,
  },
  {
    pattern: pattern(`((?<!\\S)\\/(?:p|pass|password|pwd|token):)([^\\s"']{1,400})`),
    replace: `$1${MASK}`,
    needs: /\/p|\/token/i,
  },
  {
    pattern:
      /((?<=\s-)(?:pass(?:in|out)?|storepass|keypass|srcstorepass|deststorepass)\s+(?:pass:)?|\bpass:)(?!\*)([^\s"':]{6,})/g,
    replace: option,
    needs: 'pass',
  },
  {
    pattern: /(\bvault\s+login\s+(?:-\S+\s+)*)(?!-|\*)([^\s"'=]{6,})/g,
    replace: `$1${MASK}`,
    needs: 'vault',
  },
  {
    pattern: /(\bconfigure\s+set\s+aws_\w+\s+)(?!\*)([^\s"'\\]+)/g,
    replace: `$1${MASK}`,
    needs: 'aws_',
  },
]

/** Options of tools whose letter or place tells. */
export const TOOL_RULES: readonly MaskRule[] = [
  {
    pattern: pattern(
      `(\\bcurl\\b.{0,400}?(?:\\s|["'])(?:-u|--user|--proxy-user|-U)(?:[ =]|${GAP})?["']?[^\\s:"']{1,80}:)(?!\\*)[^\\s"']+`,
      'g',
    ),
    replace: `$1${MASK}`,
    needs: 'curl',
  },
  // Options whose value stands right behind the letter, or after it.
  {
    pattern: pattern(
      `(\\b${TOOLS}\\b[^\\n|]{0,200}?(?:\\s|["'])-p)(?!\\*|=|\\d{1,5}(?:[\\s"',:]|$)|ublish|orts?\\b)(["']?[^\\s"'-][^\\s"']{2,})`,
      'g',
    ),
    replace: (all, head = '', value = '') => (isHarmless(value) ? all : `${head}${MASK}`),
    needs: '-p',
  },
  {
    pattern: pattern(
      `(\\b(?:sshpass|docker login|podman login|mysql\\w*|mariadb[\\w-]*|mongo\\w*|cqlsh|az login|sqlcmd|htpasswd|mosquitto\\w*|rabbitmqadmin|cypher-shell|nerdctl login|helm registry login|ldap\\w*|redis-cli|kinit)\\b[^\\n|]{0,200}?(?:\\s|["'])-{1,2}(?:p|P|a|w|W|pass|pw)${GAP}["']?)(?!\\*|-)([^\\s"']{3,})`,
      'g',
    ),
    replace: (all, head = '', value = '') =>
      isHarmless(value) || /^\d{1,5}$/.test(value) ? all : `${head}${MASK}`,
    needs: /[\s"']-{1,2}[pPawW]/,
  },
  {
    pattern:
      /(\bhtpasswd\b[^\n|]{0,80}?\s-\w*b\w*\s+(?:\S+\s+){1,2})(?!\*)([^\s"'\\]{3,})(?=\s*$)/gm,
    replace: `$1${MASK}`,
    needs: 'htpasswd',
  },
  {
    pattern: /((?<=\s)-U\s+["']?[\w.\\-]{1,60}%)(?!\*)[^\s"']+/g,
    replace: `$1${MASK}`,
    needs: '%',
  },
]
