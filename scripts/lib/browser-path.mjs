import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Chrome or Chromium of this machine, or null where there is none. With UNLOOP_BROWSER=required that is an error. */
export function browserPath() {
  const { CHROME_PATH, UNLOOP_BROWSER } = process.env
  if (CHROME_PATH && !existsSync(CHROME_PATH))
    throw new Error(`CHROME_PATH names ${CHROME_PATH}, which is not there.`)
  const found = CHROME_PATH || PLACES.find((path) => existsSync(path))
  if (found === undefined && UNLOOP_BROWSER === 'required')
    throw new Error(
      'A browser is required here and none was found: install chromium, or set CHROME_PATH.',
    )
  return found ?? null
}
