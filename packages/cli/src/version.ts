import { readFileSync } from 'node:fs'

/** From the manifest beside src/ in a checkout and beside lib/ in the package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? manifest.version
      : null
  return typeof version === 'string' ? version : 'of unknown version'
}
