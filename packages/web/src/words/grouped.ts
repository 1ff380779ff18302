/** `1,234,567`. The browser's own formatting loads its tables first, which takes longer than all else of a first look. */
export function grouped(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
