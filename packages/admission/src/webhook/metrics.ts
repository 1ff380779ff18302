import type { Verdict } from '../admission/review.ts'

/** Why a request was admitted without being judged. */
export type Failure = 'timeout' | 'undecodable' | 'oversized' | 'overloaded' | 'internal'

const VERDICTS: readonly Verdict[] = ['allowed', 'warned', 'denied', 'skipped', 'failed']
const FAILURES: readonly Failure[] = [
  'timeout',
  'undecodable',
  'oversized',
  'overloaded',
  'internal',
]

/** Upper bounds in seconds; the API server waits 30 at the most. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Counters since the start, in the Prometheus text format (version 0.0.4). */
export class Metrics {
  readonly #verdicts = new Map<Verdict, number>(VERDICTS.map((each) => [each, 0]))
  readonly #failures = new Map<Failure, number>(FAILURES.map((each) => [each, 0]))
  readonly #findings = new Map<string, number>()
  readonly #buckets: number[] = BUCKETS.map(() => 0)
  #seconds = 0
  #count = 0
  inFlight = 0
  /** Seconds since 1970; null while there is none. */
  certificateExpiry: number | null = null

  request(verdict: Verdict, seconds: number): void {
    bump(this.#verdicts, verdict)
    this.#seconds += seconds
    this.#count++
    for (const [index, bound] of BUCKETS.entries())
      if (seconds <= bound) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1
  }

  failure(reason: Failure): void {
    bump(this.#failures, reason)
  }

  /** `CODE severity`; codes are of the catalogue, so that their number is bounded. */
  finding(found: string): void {
    bump(this.#findings, found)
  }

  text(): string {
    const families = [
      family('requests_total', 'counter', {
        help: 'Admission requests by verdict.',
        samples: [
          ...[...this.#verdicts].map(([verdict, n]) => sample(`{verdict="${verdict}"}`, n)),
        ],
      }),
      family('failures_total', 'counter', {
        help: 'Requests admitted without being judged, by reason.',
        samples: [...[...this.#failures].map(([reason, n]) => sample(`{reason="${reason}"}`, n))],
      }),
      family('findings_total', 'counter', {
        help: 'Findings that were told, by check.',
        samples: [
          ...[...this.#findings].map(([found, n]) => {
            const [code, severity] = found.split(' ')
            return sample(`{code="${code}",severity="${severity}"}`, n)
          }),
        ],
      }),
      family('duration_seconds', 'histogram', {
        help: 'Time from the whole request to its answer.',
        samples: [
          ...BUCKETS.map((bound, index) =>
            sample(`_bucket{le="${bound}"}`, this.#buckets[index] ?? 0),
          ),
          sample('_bucket{le="+Inf"}', this.#count),
          sample('_sum', this.#seconds),
          sample('_count', this.#count),
        ],
      }),
      family('in_flight', 'gauge', {
        help: 'Requests that are being answered.',
        samples: [sample('', this.inFlight)],
      }),
      ...(this.certificateExpiry === null
        ? []
        : [
            family('certificate_expiry_timestamp_seconds', 'gauge', {
              help: 'End of the certificate.',
              samples: [sample('', this.certificateExpiry)],
            }),
          ]),
      family('resident_memory_bytes', 'gauge', {
        help: 'Resident memory of the process.',
        samples: [sample('', process.memoryUsage.rss())],
      }),
    ]
    return families.join('')
  }
}

const bump = <Key>(counts: Map<Key, number>, key: Key): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1)

interface Sample {
  readonly suffix: string
  readonly value: number
}

const sample = (suffix: string, value: number): Sample => ({ suffix, value })

const family = (
  name: string,
  type: string,
  { help, samples }: { readonly help: string; readonly samples: readonly Sample[] },
): string => {
  const full = `unloop_webhook_${name}`
  const lines = samples.map(({ suffix, value }) => `${full}${suffix} ${value}`)
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...lines, ''].join('\n')
}
