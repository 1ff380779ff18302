import { StoreError } from '../errors.ts'
import { PINNED } from './pinned.ts'

/** This machine as the engine's packages name it: `linux-x64-gnu`. */
export function thisPlatform(): string {
  const { platform, arch } = process
  return platform === 'linux' ? `${platform}-${arch}-${libc()}` : `${platform}-${arch}`
}

/** Throws a {@link StoreError} where no pinned package is for this platform. */
export function requireEngine(platform = thisPlatform()): void {
  if (PINNED.some((one) => one.platform === platform)) return
  throw new StoreError(
    'engine',
    `There is no embedded store for ${platform}: name a ClickHouse server with --store http://HOST:8123.`,
  )
}

function libc(): 'gnu' | 'musl' {
  const { header } = process.report.getReport() as unknown as {
    header: { glibcVersionRuntime?: string }
  }
  return header.glibcVersionRuntime === undefined ? 'musl' : 'gnu'
}
