import { useNow } from '../preferences/now.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { absolute, ago } from '../words/clock.ts'

export interface MomentProps {
  readonly ms: number
  /** What "now" is; the page's own clock unless given. */
  readonly nowMs?: number
}

/** How long ago, with the exact time on hover and for those who copy it. */
export function Moment({ ms, nowMs }: MomentProps) {
  const clock = useNow()
  const { zone } = usePreferences()
  return (
    <time dateTime={new Date(ms).toISOString()} title={absolute(ms, zone)}>
      {ago(ms, nowMs ?? clock)}
    </time>
  )
}
