import { discordIntegration } from './discord/notifier.ts'
import { emailIntegration } from './email/notifier.ts'
import { incidentioIntegration } from './incidentio/notifier.ts'
import type { Integration } from '../integration/integration.ts'
import { jiraIntegration } from './jira/notifier.ts'
import type { ReceiverKit } from '../integration/kit.ts'
import { mattermostIntegration } from './mattermost/notifier.ts'
import { msteamsIntegration } from './msteams/notifier.ts'
import { msteamsv2Integration } from './msteamsv2/notifier.ts'
import { opsgenieIntegration } from './opsgenie/notifier.ts'
import { pagerdutyIntegration } from './pagerduty/notifier.ts'
import { pushoverIntegration } from './pushover/notifier.ts'
import { rocketchatIntegration } from './rocketchat/notifier.ts'
import type { ReceiverConfig } from './schemas.ts'
import { slackIntegration } from './slack/notifier.ts'
import { snsIntegration } from './sns/notifier.ts'
import { telegramIntegration } from './telegram/notifier.ts'
import { victoropsIntegration } from './victorops/notifier.ts'
import { webexIntegration } from './webex/notifier.ts'
import { webhookIntegration } from './webhook/notifier.ts'
import { wechatIntegration } from './wechat/notifier.ts'

/** The lists of a receiver, by their keys. */
type Configs = Omit<ReceiverConfig, 'name' | 'labels'>
type Maker<Config> = (config: Config, index: number, kit: ReceiverKit) => Integration
type EntryOf<List> =
  NonNullable<List> extends readonly (infer Config)[] ? NonNullable<Config> : never

/** In the order in which upstream makes them (receiver.BuildReceiverIntegrations). The compiler asks for each kind here. */
const MAKERS: { readonly [Key in keyof Configs]-?: Maker<EntryOf<Configs[Key]>> } = {
  webhook_configs: webhookIntegration,
  email_configs: emailIntegration,
  pagerduty_configs: pagerdutyIntegration,
  opsgenie_configs: opsgenieIntegration,
  wechat_configs: wechatIntegration,
  slack_configs: slackIntegration,
  victorops_configs: victoropsIntegration,
  pushover_configs: pushoverIntegration,
  sns_configs: snsIntegration,
  telegram_configs: telegramIntegration,
  discord_configs: discordIntegration,
  webex_configs: webexIntegration,
  msteams_configs: msteamsIntegration,
  msteamsv2_configs: msteamsv2Integration,
  incidentio_configs: incidentioIntegration,
  jira_configs: jiraIntegration,
  rocketchat_configs: rocketchatIntegration,
  mattermost_configs: mattermostIntegration,
}

/** All entries of a receiver, ready to send. */
export function integrationsOf(receiver: ReceiverConfig, kit: ReceiverKit): readonly Integration[] {
  const keys = Object.keys(MAKERS) as (keyof Configs)[]
  return keys.flatMap((key) => {
    // A key's list holds what its maker takes, which the compiler does not follow over a union of keys.
    const make = MAKERS[key] as Maker<never>
    const configs: readonly unknown[] = receiver[key] ?? []
    return configs.flatMap((config, index) =>
      config === undefined ? [] : [make(config as never, index, kit)],
    )
  })
}
