import { quote } from '@unloop/gotemplate'
import { type Infer, list, mapOf, optional, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import type { GlobalConfig } from '../settings/global.ts'
import { discordSchema } from './discord/config.ts'
import { emailSchema } from './email/config.ts'
import { incidentioSchema } from './incidentio/config.ts'
import { jiraSchema } from './jira/config.ts'
import { mattermostSchema } from './mattermost/config.ts'
import { msteamsSchema } from './msteams/config.ts'
import { msteamsv2Schema } from './msteamsv2/config.ts'
import { opsgenieSchema } from './opsgenie/config.ts'
import { pagerdutySchema } from './pagerduty/config.ts'
import { pushoverSchema } from './pushover/config.ts'
import { rocketchatSchema } from './rocketchat/config.ts'
import { slackSchema } from './slack/config.ts'
import { snsSchema } from './sns/config.ts'
import { telegramSchema } from './telegram/config.ts'
import { victoropsSchema } from './victorops/config.ts'
import { webexSchema } from './webex/config.ts'
import { webhookSchema } from './webhook/config.ts'
import { wechatSchema } from './wechat/config.ts'
import { type ReceiverSchema, refuse } from '../integration/definition.ts'

/** The list of one kind; a `null` in it is an entry of zeros. */
function configs<T>(definition: ReceiverSchema<T>) {
  return list(optional(definition.schema), definition.goType)
}

/** A receiver with its lists of integrations, in the order in which upstream prints them. */
export const RECEIVER = struct({
  goType: 'config.plain',
  fields: {
    name: STRING,
    labels: mapOf(STRING),
    discord_configs: configs(discordSchema),
    email_configs: configs(emailSchema),
    incidentio_configs: configs(incidentioSchema),
    pagerduty_configs: configs(pagerdutySchema),
    slack_configs: configs(slackSchema),
    webhook_configs: configs(webhookSchema),
    opsgenie_configs: configs(opsgenieSchema),
    wechat_configs: configs(wechatSchema),
    pushover_configs: configs(pushoverSchema),
    victorops_configs: configs(victoropsSchema),
    sns_configs: configs(snsSchema),
    telegram_configs: configs(telegramSchema),
    webex_configs: configs(webexSchema),
    msteams_configs: configs(msteamsSchema),
    msteamsv2_configs: configs(msteamsv2Schema),
    jira_configs: configs(jiraSchema),
    rocketchat_configs: configs(rocketchatSchema),
    mattermost_configs: configs(mattermostSchema),
  },
  check: ({ name, labels }) => {
    if (name === '') refuse('missing name in receiver')
    const own = Object.hasOwn(labels, 'name') ? labels['name'] : undefined
    if (own !== undefined && own !== name)
      refuse(`receiver label "name" must match receiver name ${quote(name)}, got ${quote(own)}`)
    return { labels: { ...labels, name } }
  },
})

/** A receiver as it is written, each kind of integration under its key. */
export type ReceiverConfig = Infer<typeof RECEIVER>

/** Fills in one kind's integrations, in the order and with the words of upstream's checks. */
function complete<T>(
  definition: ReceiverSchema<T>,
  given: readonly (T | undefined)[] | undefined,
  global: GlobalConfig,
): readonly T[] | undefined {
  return given?.map((config) => {
    if (config === undefined && definition.missing !== undefined) refuse(definition.missing)
    return definition.complete(config ?? definition.schema.zero(), global)
  })
}

/** A receiver with what it takes over from `global`. @throws {ConfigError} for what is missing */
export function completeReceiver(receiver: ReceiverConfig, global: GlobalConfig): ReceiverConfig {
  // Without a spread of `receiver`, so that the compiler asks for each kind.
  return {
    name: receiver.name,
    labels: receiver.labels,
    webhook_configs: complete(webhookSchema, receiver.webhook_configs, global),
    email_configs: complete(emailSchema, receiver.email_configs, global),
    slack_configs: complete(slackSchema, receiver.slack_configs, global),
    pushover_configs: complete(pushoverSchema, receiver.pushover_configs, global),
    pagerduty_configs: complete(pagerdutySchema, receiver.pagerduty_configs, global),
    incidentio_configs: complete(incidentioSchema, receiver.incidentio_configs, global),
    opsgenie_configs: complete(opsgenieSchema, receiver.opsgenie_configs, global),
    wechat_configs: complete(wechatSchema, receiver.wechat_configs, global),
    victorops_configs: complete(victoropsSchema, receiver.victorops_configs, global),
    sns_configs: complete(snsSchema, receiver.sns_configs, global),
    telegram_configs: complete(telegramSchema, receiver.telegram_configs, global),
    discord_configs: complete(discordSchema, receiver.discord_configs, global),
    webex_configs: complete(webexSchema, receiver.webex_configs, global),
    msteams_configs: complete(msteamsSchema, receiver.msteams_configs, global),
    msteamsv2_configs: complete(msteamsv2Schema, receiver.msteamsv2_configs, global),
    jira_configs: complete(jiraSchema, receiver.jira_configs, global),
    rocketchat_configs: complete(rocketchatSchema, receiver.rocketchat_configs, global),
    mattermost_configs: complete(mattermostSchema, receiver.mattermost_configs, global),
  }
}
