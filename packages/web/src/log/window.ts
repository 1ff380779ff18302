import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** The rows that are to be drawn, and where. */
export interface RowWindow {
  readonly start: number
  readonly end: number
  /** Pixels from the top of the whole to row `start`. */
  readonly top: number
  /** Pixels of the whole as the browser is told, which may be less than it would be. */
  readonly height: number
  /** More rows than so many are never drawn at once. */
  readonly most: number
}

/** Browsers lay out no taller box than about 17 million pixels. */
const MAX_HEIGHT = 12_000_000
// Rows drawn beyond what is in sight, so that a scroll begins without a gap.
const OVERSCAN = 8

/** What decides which rows are drawn, all in pixels but for the count. */
export interface WindowOptions {
  readonly count: number
  readonly rowHeight: number
  readonly scrollTop: number
  readonly viewHeight: number
}

/** Which of the rows of one height are in sight. Beyond the tallest box the scroll bar stands for more rows a pixel. */
export function windowOf({ count, rowHeight, scrollTop, viewHeight }: WindowOptions): RowWindow {
  const whole = count * rowHeight
  const height = Math.min(whole, MAX_HEIGHT)
  const scrollable = Math.max(1, height - viewHeight)
  const share = Math.min(1, Math.max(0, scrollTop / scrollable))
  const offset = height === whole ? scrollTop : share * (whole - viewHeight)
  const first = Math.floor(offset / rowHeight)
  const start = Math.max(0, first - OVERSCAN)
  const most = Math.ceil(viewHeight / rowHeight) + 2 * OVERSCAN
  const end = Math.min(count, start + most)
  return { start, end, top: Math.max(0, scrollTop - (offset - start * rowHeight)), height, most }
}

/** Where to scroll to so that a row stands at a third of the view. */
export function scrollTopOf(row: number, options: Omit<WindowOptions, 'scrollTop'>): number {
  const { count, rowHeight, viewHeight } = options
  const whole = count * rowHeight
  const height = Math.min(whole, MAX_HEIGHT)
  const wanted = Math.max(0, row * rowHeight - viewHeight / 3)
  if (height === whole) return wanted
  return (wanted / Math.max(1, whole - viewHeight)) * (height - viewHeight)
}

/** The window of a box that scrolls, kept up to date. */
export function useRowWindow(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [place, setPlace] = useState({ scrollTop: 0, viewHeight: 600 })
  useEffect(() => {
    const box = ref.current
    if (box === null) return undefined
    const read = () =>
      setPlace((old) =>
        old.scrollTop === box.scrollTop && old.viewHeight === box.clientHeight
          ? old
          : { scrollTop: box.scrollTop, viewHeight: box.clientHeight },
      )
    // Drawn before the browser draws what was scrolled to, and not one frame after it.
    const onScroll = () => flushSync(read)
    read()
    box.addEventListener('scroll', onScroll, { passive: true })
    const observer = new ResizeObserver(read)
    observer.observe(box)
    return () => {
      box.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [ref])
  return windowOf({ count, rowHeight, ...place })
}
