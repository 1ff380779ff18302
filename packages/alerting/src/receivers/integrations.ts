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

/** All entries of a receiver, ready to send. */
export function integrationsOf(receiver: ReceiverConfig, kit: ReceiverKit): readonly Integration[] {
  const of = <T>(
    configs: readonly (T | undefined)[] | undefined,
    make: (config: T, index: number, kit: ReceiverKit) => Integration,
  ): readonly Integration[] =>
    (configs ?? []).flatMap((config, index) =>
      config === undefined ? [] : [make(config, index, kit)],
    )
  return [
    ...of(receiver.webhook_configs, webhookIntegration),
    ...of(receiver.email_configs, emailIntegration),
    ...of(receiver.pagerduty_configs, pagerdutyIntegration),
    ...of(receiver.opsgenie_configs, opsgenieIntegration),
    ...of(receiver.wechat_configs, wechatIntegration),
    ...of(receiver.slack_configs, slackIntegration),
    ...of(receiver.victorops_configs, victoropsIntegration),
    ...of(receiver.pushover_configs, pushoverIntegration),
    ...of(receiver.sns_configs, snsIntegration),
    ...of(receiver.telegram_configs, telegramIntegration),
    ...of(receiver.discord_configs, discordIntegration),
    ...of(receiver.webex_configs, webexIntegration),
    ...of(receiver.msteams_configs, msteamsIntegration),
    ...of(receiver.msteamsv2_configs, msteamsv2Integration),
    ...of(receiver.incidentio_configs, incidentioIntegration),
    ...of(receiver.jira_configs, jiraIntegration),
    ...of(receiver.rocketchat_configs, rocketchatIntegration),
    ...of(receiver.mattermost_configs, mattermostIntegration),
  ]
}
