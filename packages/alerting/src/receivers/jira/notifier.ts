import { compareStrings, quote } from '@unloop/gotemplate'
import { type GoUrl, urlText, withPath } from '../../settings/go-url.ts'
import type { HttpClient } from '../../integration/http-client.ts'
import type { Integration, Notification } from '../../integration/integration.ts'
import { jsonBody, orOmit, RawJson, sortedMap } from '../../integration/json.ts'
import {
  checkResponse,
  keyHash,
  parseAnswer,
  type ReceiverKit,
  type Renderer,
  renderer,
} from '../../integration/kit.ts'
import { NotifyError } from '../../integration/notify-error.ts'
import { templated } from '../../integration/templated.ts'
import { truncateRunes } from '../../integration/truncate.ts'
import type { JiraConfig } from './config.ts'

const MAX_SUMMARY = 255
const MAX_DESCRIPTION = 32_767

export function jiraIntegration(config: JiraConfig, index: number, kit: ReceiverKit): Integration {
  const client = kit.http(config.http_config)
  return {
    name: 'jira',
    index,
    sendResolved: config.send_resolved,
    notify: async (notification) => {
      const { text } = renderer(kit, notification.data)
      const jira = new Jira(config, client, notification.signal)
      const isFiring = notification.data.status === 'firing'
      const groupId = keyHash(notification.groupKey)
      const existing = await jira.search(searchQuery(config, { isFiring, groupId }, text))
      if (existing === undefined && !isFiring) return {}
      const fields = issueFields(config, notification, text)
      if (existing === undefined) await jira.call('POST', 'issue', { fields: sortedMap(fields) })
      else {
        if (config.summary.enable_update === false) delete fields['summary']
        if (config.description.enable_update === false) delete fields['description']
        await jira.call('PUT', `issue/${existing.key}`, { fields: sortedMap(fields) })
        await jira.transition(existing, isFiring)
      }
      return {}
    },
  }
}

interface Issue {
  readonly key: string
  /** Such as `done`. */
  readonly category: string
}

function isAsciiCloud(url: GoUrl | undefined): boolean {
  return url?.host.endsWith('atlassian.net') === true
}

function join(url: GoUrl, path: string): GoUrl {
  return withPath({ ...url, path: url.path.replace(/\/+$/, '') }, `/${path}`)
}

/** Calls of Jira's API. */
class Jira {
  readonly #config: JiraConfig
  readonly #client: HttpClient
  readonly #signal: AbortSignal

  constructor(config: JiraConfig, client: HttpClient, signal: AbortSignal) {
    this.#config = config
    this.#client = client
    this.#signal = signal
  }

  async search(jql: string): Promise<Issue | undefined> {
    const { api_type: type, api_url: url } = this.#config
    if (url === undefined) return undefined
    const isCloud = type === 'cloud' || (type === 'auto' && isAsciiCloud(url))
    const address = isCloud
      ? urlText(join(url, 'search/jql')).replace('/rest/api/2/', '/rest/api/3/')
      : urlText(join(url, 'search'))
    const answer = await this.#send('POST', address, { fields: ['status'], jql, maxResults: 2 })
    const issues = parseAnswer(answer)['issues']
    const [first] = Array.isArray(issues) ? (issues as readonly unknown[]) : []
    const found = first as
      | {
          readonly key?: string
          readonly fields?: {
            readonly status?: { readonly statusCategory?: { readonly key?: string } }
          }
        }
      | undefined
    return found?.key === undefined
      ? undefined
      : { key: found.key, category: found.fields?.status?.statusCategory?.key ?? '' }
  }

  /** Closes what is resolved, opens again what is back. */
  async transition(issue: Issue, isFiring: boolean): Promise<void> {
    if (issue.category === '' || isFiring !== (issue.category === 'done')) return
    const name = isFiring ? this.#config.reopen_transition : this.#config.resolve_transition
    if (name === '') return
    const path = `issue/${issue.key}/transitions`
    const given = parseAnswer(await this.call('GET', path))['transitions']
    const list = Array.isArray(given) ? (given as readonly { id?: string; name?: string }[]) : []
    const found = list.find((one) => one.name === name)
    if (found === undefined)
      throw new NotifyError(`can't find transition ${name} for issue ${issue.key}`, false)
    await this.call('POST', path, { transition: { id: orOmit(found.id) } })
  }

  async call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<string> {
    const { api_url: url } = this.#config
    return url === undefined ? '{}' : this.#send(method, urlText(join(url, path)), body)
  }

  async #send(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<string> {
    const response = await this.#client.send({
      method,
      url,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
      signal: this.#signal,
      ...(body !== undefined && { body: jsonBody(body) }),
    })
    checkResponse(response, { retryStatuses: [429] })
    return response.body
  }
}

/** Finds the open issue of a group by its label, or one closed lately that can be opened again. */
function searchQuery(
  config: JiraConfig,
  group: { readonly isFiring: boolean; readonly groupId: string },
  text: Renderer['text'],
): string {
  const minutes = Math.trunc(config.reopen_duration / 60_000)
  const wontFix =
    config.wont_fix_resolution === ''
      ? ''
      : `(resolution is EMPTY or resolution != ${quote(config.wont_fix_resolution)}) and `
  const canReopen = group.isFiring && config.reopen_transition !== '' && minutes > 0
  const open = canReopen
    ? `(resolutiondate is EMPTY OR resolutiondate >= -${minutes}m) and `
    : 'statusCategory != Done and '
  const label = quote(`ALERT{${group.groupId}}`)
  return `${wontFix}${open}project=${quote(text(config.project))} and labels=${label} order by status ASC,resolutiondate DESC`
}

function issueFields(
  config: JiraConfig,
  notification: Notification,
  text: Renderer['text'],
): Record<string, unknown> {
  const groupId = keyHash(notification.groupKey)
  const labels = [...(config.labels ?? []).map((label) => text(label)), `ALERT{${groupId}}`]
  const priority = text(config.priority)
  const description = truncateRunes(text(config.description.template), MAX_DESCRIPTION)
  const own = Object.entries(config.fields).map(
    ([key, value]) => [key, templated(value, text)] as const,
  )
  return {
    summary: truncateRunes(text(config.summary.template), MAX_SUMMARY),
    description: describe(config.api_url, description),
    issuetype: { name: orOmit(text(config.issue_type)) },
    labels: labels.toSorted(compareStrings),
    priority: priority === '' ? undefined : { name: priority },
    project: { key: text(config.project) },
    ...Object.fromEntries(own),
  }
}

/** Version 3 of the API takes documents in JSON. */
function describe(url: GoUrl | undefined, description: string): unknown {
  if (url === undefined || !/\/3\/*$/.test(url.path)) return orOmit(description)
  const json = description.trim()
  if (json === '') return undefined
  try {
    JSON.parse(json)
    return new RawJson(compact(json))
  } catch (error) {
    throw new NotifyError('description template: invalid JSON for API v3', false, error)
  }
}

/** White space between tokens goes, as Go's encoder takes it out of raw JSON; what could end a script is escaped. */
function compact(json: string): string {
  const parts = json.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? []
  return parts
    .join('')
    .replace(
      /[<>&\u2028\u2029]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}
