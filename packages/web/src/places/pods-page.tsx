export function PodsPage() {
  return null
}
