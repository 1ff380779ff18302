/** Factors of Kubernetes quantities (apimachinery pkg/api/resource): decimal and binary suffixes. */
const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** A number with an exponent or a suffix, not both (apimachinery, resource.ParseQuantity). */
const QUANTITY =
  /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?$/

/** `512Mi` in bytes, `250m` in cores; null where it is no quantity. */
export function quantity(text: string | number | null | undefined): number | null {
  const match = QUANTITY.exec(String(text ?? '').trim())
  if (!match) return null
  const value = Number(`${match[1]}${match[2] ?? ''}`) * (FACTORS[match[3] ?? ''] ?? 1)
  return Number.isFinite(value) ? value : null
}

const MIB = 2 ** 20

/** Bytes as people write limits: `192Mi`, `1.5Gi`. */
export function memoryText(bytes: number): string {
  const mib = Math.max(1, Math.round(bytes / MIB))
  if (mib < 1024) return `${mib}Mi`
  const gib = Math.round((mib / 1024) * 10) / 10
  return `${gib}Gi`
}

/** A limit that fits the bytes, rounded up to what people write: steps of 32Mi, of 64Mi from 512Mi, of 256Mi from 2Gi. */
export function memoryLimitFor(bytes: number): string {
  const mib = bytes / MIB
  const step = mib < 512 ? 32 : mib < 2048 ? 64 : 256
  const rounded = Math.ceil(mib / step) * step
  return rounded >= 1024 && rounded % 1024 === 0 ? `${rounded / 1024}Gi` : `${rounded}Mi`
}
