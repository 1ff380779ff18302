import type { TemplateFile } from '../template/engine.ts'
import { DEFAULT_TEMPLATES } from '../template/default-templates.data.ts'

/** The templates that other defaults are made of, and what upstream's own are called beside ours. */
const RENAMED = ['__subject', '__text_alert_list_markdown', '__text_alert_list']

function underOtherNames(text: string): string {
  return RENAMED.reduce(
    (left, name) => left.replaceAll(`"${name}"`, `"${name.replace('__', '__upstream_')}"`),
    text,
  )
}

const OWN = String.raw`
{{ define "__unloop_who" }}{{ with .Labels.namespace }}{{ . }}/{{ end }}{{ or .Labels.workload .Labels.pod }}{{ with .Labels.container }} ({{ . }}){{ end }}{{ end }}

{{ define "__subject" }}{{ if .CommonAnnotations.unloop_title }}[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] {{ template "__unloop_who" (index .Alerts 0) }}: {{ .CommonAnnotations.unloop_title }}{{ else }}{{ template "__upstream_subject" . }}{{ end }}{{ end }}

{{ define "__unloop_facts" }}{{ .Labels.alertname }}: {{ template "__unloop_who" . }}
Cause: {{ .Annotations.unloop_title }}{{ with .Annotations.unloop_confidence }} ({{ . }} sure){{ end }}
{{ with .Annotations.unloop_excerpt }}Seen: {{ . }}
{{ end }}{{ with .Annotations.unloop_changed }}Changed: {{ . }}
{{ end }}{{ with .Annotations.unloop_next }}Next: {{ . }}
{{ end }}{{ with .Annotations.unloop_url }}Page: {{ . }}
{{ end }}{{ end }}

{{ define "__text_alert_list" }}{{ range . }}{{ if .Annotations.unloop_title }}{{ template "__unloop_facts" . }}
{{ else }}{{ template "__upstream_text_alert_list" (list .) }}{{ end }}{{ end }}{{ end }}

{{ define "__text_alert_list_markdown" }}{{ range . }}{{ if .Annotations.unloop_title }}
**{{ .Labels.alertname }}**: {{ template "__unloop_who" . }}

Cause: {{ .Annotations.unloop_title }}{{ with .Annotations.unloop_confidence }} ({{ . }} sure){{ end }}

{{ with .Annotations.unloop_excerpt }}Seen: {{ . }}

{{ end }}{{ with .Annotations.unloop_changed }}Changed: {{ . }}

{{ end }}{{ with .Annotations.unloop_next }}Next: {{ . }}

{{ end }}{{ with .Annotations.unloop_url }}Page: {{ . }}

{{ end }}{{ else }}{{ template "__upstream_text_alert_list_markdown" (list .) }}{{ end }}{{ end }}{{ end }}

{{ define "__unloop_slack_text" }}{{ . | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}{{ end }}

{{ define "slack.default.text" }}{{ range .Alerts.Firing }}{{ if .Annotations.unloop_title }}*Cause:* {{ template "__unloop_slack_text" .Annotations.unloop_title }}{{ with .Annotations.unloop_confidence }} ({{ . }} sure){{ end }}
{{ with .Annotations.unloop_excerpt }}> {{ template "__unloop_slack_text" . }}
{{ end }}{{ with .Annotations.unloop_changed }}*Changed:* {{ template "__unloop_slack_text" . }}
{{ end }}{{ with .Annotations.unloop_next }}*Next:* {{ template "__unloop_slack_text" . }}
{{ end }}{{ end }}{{ end }}{{ end }}

{{ define "slack.default.titlelink" }}{{ with .CommonAnnotations.unloop_url }}{{ . }}{{ else }}{{ template "__alertmanagerURL" . }}{{ end }}{{ end }}

{{ define "rocketchat.default.text" }}{{ template "slack.default.text" . }}{{ end }}
`

/** Default templates that tell of a crash's cause. Alerts of which nothing is known look as upstream's do. */
export const CRASH_TEMPLATES: readonly TemplateFile[] = [
  { name: 'upstream', text: underOtherNames(DEFAULT_TEMPLATES) },
  { name: 'upstream', text: DEFAULT_TEMPLATES },
  { name: 'unloop', text: OWN },
]
