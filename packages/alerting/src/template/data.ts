import {
  bool,
  type GoType,
  list,
  type MapValue,
  type Moment,
  parseRfc3339,
  quoteMeta,
  STRING,
  string,
  stringMap,
  STRINGS,
  struct,
  time,
  TIME,
  type Value,
  ZERO_MOMENT,
  compareStrings,
} from '@unloop/gotemplate'
import { maskValue } from '@unloop/engine/masking'
import type { LabelSet } from '../matchers/matcher.ts'

/** One alert as templates and webhooks show it. */
export interface TemplateAlert {
  readonly status: 'firing' | 'resolved'
  readonly labels: LabelSet
  readonly annotations: LabelSet
  readonly startsAt: Moment
  readonly endsAt: Moment
  readonly generatorURL: string
  /** 16 hexadecimal digits. */
  readonly fingerprint: string
}

/** What a notification's templates are given. */
export interface TemplateData {
  /** The receiver's name, with characters escaped that mean something in regular expressions. */
  readonly receiver: string
  readonly status: 'firing' | 'resolved'
  readonly alerts: readonly TemplateAlert[]
  readonly notificationReason: string
  readonly groupLabels: LabelSet
  readonly commonLabels: LabelSet
  readonly commonAnnotations: LabelSet
  readonly routeLabels: LabelSet
  readonly externalURL: string
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.data : ''
}

function entriesOf(value: Value): readonly (readonly [string, string])[] {
  const data = value.kind === 'map' ? value.data : undefined
  return [...(data ?? new Map<string, Value>())].map(([key, item]) => [String(key), textOf(item)])
}

/** The alert's name first, the rest by bytes. */
export function sortedPairs(labels: LabelSet): readonly (readonly [string, string])[] {
  const isName = (name: string): number => (name === 'alertname' ? 0 : 1)
  return Object.entries(labels).toSorted(
    ([a], [b]) => isName(a) - isName(b) || compareStrings(a, b),
  )
}

const STRING_LIST: GoType = {
  ...STRINGS,
  name: 'template.Strings',
  named: true,
  methods: {
    Join: {
      params: [STRING],
      call: (self, [separator]) => string(itemsOf(self).map(textOf).join(textOf(separator))),
    },
  },
}

const PAIR: GoType = {
  kind: 'struct',
  name: 'template.Pair',
  named: true,
  fields: [
    { name: 'Name', type: STRING },
    { name: 'Value', type: STRING },
  ],
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'slice' ? (value.data ?? []) : []
}

function stringList(items: readonly string[]): Value {
  return list(
    items.map((item) => string(item)),
    STRING_LIST,
  )
}

function pairField(pair: Value, name: 'Name' | 'Value'): string {
  return pair.kind === 'struct' ? textOf(pair.data[name]) : ''
}

const PAIRS: GoType = {
  kind: 'slice',
  name: 'template.Pairs',
  named: true,
  element: PAIR,
  methods: {
    Names: {
      params: [],
      call: (self) => stringList(itemsOf(self).map((one) => pairField(one, 'Name'))),
    },
    Values: {
      params: [],
      call: (self) => stringList(itemsOf(self).map((one) => pairField(one, 'Value'))),
    },
    String: {
      params: [],
      call: (self) =>
        string(
          itemsOf(self)
            .map((one) => `${pairField(one, 'Name')}=${pairField(one, 'Value')}`)
            .join(', '),
        ),
    },
  },
}

function pairsOf(self: Value): readonly (readonly [string, string])[] {
  return sortedPairs(Object.fromEntries(entriesOf(self)))
}

function pairList(pairs: readonly (readonly [string, string])[]): Value {
  return list(
    pairs.map(([name, value]) => struct(PAIR, { Name: string(name), Value: string(value) })),
    PAIRS,
  )
}

const KV: GoType = {
  kind: 'map',
  name: 'template.KV',
  named: true,
  key: STRING,
  element: STRING,
  methods: {
    SortedPairs: { params: [], call: (self) => pairList(pairsOf(self)) },
    Remove: {
      params: [STRINGS],
      call: (self, [keys]) => {
        const gone = new Set(keys === undefined ? [] : itemsOf(keys).map(textOf))
        return kv(entriesOf(self).filter(([key]) => !gone.has(key)))
      },
    },
    Names: { params: [], call: (self) => stringList(pairsOf(self).map(([name]) => name)) },
    Values: { params: [], call: (self) => stringList(pairsOf(self).map(([, value]) => value)) },
    String: {
      params: [],
      call: (self) =>
        string(
          pairsOf(self)
            .map((pair) => pair.join('='))
            .join(', '),
        ),
    },
  },
}

function kv(entries: Iterable<readonly [string, string]>): MapValue {
  return stringMap(entries, KV)
}

const ALERT: GoType = {
  kind: 'struct',
  name: 'template.Alert',
  named: true,
  fields: [
    { name: 'Status', type: STRING, json: 'status' },
    { name: 'Labels', type: KV, json: 'labels' },
    { name: 'Annotations', type: KV, json: 'annotations' },
    { name: 'StartsAt', type: TIME, json: 'startsAt' },
    { name: 'EndsAt', type: TIME, json: 'endsAt' },
    { name: 'GeneratorURL', type: STRING, json: 'generatorURL' },
    { name: 'Fingerprint', type: STRING, json: 'fingerprint' },
  ],
}

const ALERT_LIST: GoType = { kind: 'slice', name: '[]template.Alert', named: false, element: ALERT }

function withStatus(status: string): { params: readonly GoType[]; call: (self: Value) => Value } {
  return {
    params: [],
    call: (self) =>
      list(
        itemsOf(self).filter(
          (one) => one.kind === 'struct' && textOf(one.data['Status']) === status,
        ),
        ALERT_LIST,
      ),
  }
}

const ALERTS: GoType = {
  ...ALERT_LIST,
  name: 'template.Alerts',
  named: true,
  methods: { Firing: withStatus('firing'), Resolved: withStatus('resolved') },
}

const DATA: GoType = {
  kind: 'struct',
  name: 'template.Data',
  named: true,
  fields: [
    { name: 'Receiver', type: STRING, json: 'receiver' },
    { name: 'Status', type: STRING, json: 'status' },
    { name: 'Alerts', type: ALERTS, json: 'alerts' },
    { name: 'NotificationReason', type: STRING, json: 'notification_reason' },
    { name: 'GroupLabels', type: KV, json: 'groupLabels' },
    { name: 'CommonLabels', type: KV, json: 'commonLabels' },
    { name: 'CommonAnnotations', type: KV, json: 'commonAnnotations' },
    { name: 'RouteLabels', type: KV, json: 'routeLabels' },
    { name: 'ExternalURL', type: STRING, json: 'externalURL' },
    { name: 'routeLabelsRendered', type: { kind: 'bool', name: 'bool', named: true }, json: '-' },
  ],
}

const DATA_POINTER: GoType = {
  kind: 'pointer',
  name: '*template.Data',
  named: false,
  element: DATA,
}

/** One alert as a value of templates. */
export function alertValue(alert: TemplateAlert): Value {
  return struct(ALERT, {
    Status: string(alert.status),
    Labels: kv(Object.entries(alert.labels)),
    Annotations: kv(Object.entries(alert.annotations)),
    StartsAt: time(alert.startsAt),
    EndsAt: time(alert.endsAt),
    GeneratorURL: string(alert.generatorURL),
    Fingerprint: string(alert.fingerprint),
  })
}

/** The data as a value of templates: a pointer, as Alertmanager hands it to them. */
export function dataValue(data: TemplateData): Value {
  const value = struct(DATA, {
    Receiver: string(data.receiver),
    Status: string(data.status),
    Alerts: list(data.alerts.map(alertValue), ALERTS),
    NotificationReason: string(data.notificationReason),
    GroupLabels: kv(Object.entries(data.groupLabels)),
    CommonLabels: kv(Object.entries(data.commonLabels)),
    CommonAnnotations: kv(Object.entries(data.commonAnnotations)),
    RouteLabels: kv(Object.entries(data.routeLabels)),
    ExternalURL: string(data.externalURL),
    routeLabelsRendered: bool(false),
  })
  return { kind: 'pointer', type: DATA_POINTER, data: value }
}

/** What a message is about. */
export interface GroupOfAlerts {
  readonly receiver: string
  readonly groupLabels: LabelSet
  readonly routeLabels: LabelSet
  readonly notificationReason: string
  readonly externalURL: string
  readonly alerts: readonly TemplateAlert[]
}

/**
 * What templates are given for a group: labels and annotations that all alerts share are worked out here. It is the one door
 * to every receiver, so secrets are masked here.
 */
export function templateData(unmasked: GroupOfAlerts): TemplateData {
  const group = maskValue(unmasked)
  const isFiring = group.alerts.some(({ status }) => status === 'firing')
  return {
    receiver: quoteMeta(group.receiver),
    status: isFiring ? 'firing' : 'resolved',
    alerts: group.alerts,
    notificationReason: group.notificationReason,
    groupLabels: group.groupLabels,
    commonLabels: common(group.alerts.map(({ labels }) => labels)),
    commonAnnotations: common(group.alerts.map(({ annotations }) => annotations)),
    routeLabels: group.routeLabels,
    externalURL: group.externalURL,
  }
}

function common(sets: readonly LabelSet[]): LabelSet {
  const [first = {}, ...others] = sets
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) =>
      others.every((set) => (set[name] ?? '') === value),
    ),
  )
}

/** A timestamp of the API or of a file; the zero time where it is none. */
export function momentOrZero(text: string): Moment {
  return parseRfc3339(text) ?? ZERO_MOMENT
}
