import { isIP } from 'node:net'
import type { Environment } from '@marcbachmann/cel-js'
import { quantity } from '@unloop/engine/evidence'
import { Quantity } from './quantity.ts'

/** What Kubernetes adds to CEL (its documentation, "CEL in Kubernetes"): quantities, lists, regular expressions, URLs, addresses. */
export function addKubeFunctions(environment: Environment): Environment {
  addQuantities(environment)
  addLists(environment)
  addTexts(environment)
  addUrls(environment)
  return environment
}

function addQuantities(environment: Environment): void {
  const compare = (test: (a: number, b: number) => boolean) => (a: Quantity, b: Quantity) =>
    test(a.value, b.value)
  environment
    .registerType('Quantity', Quantity)
    .registerFunction('quantity(string): Quantity', (text: string) => Quantity.read(text))
    // A number in YAML reaches the API server as text.
    .registerFunction('quantity(int): Quantity', (value: bigint) => new Quantity(Number(value)))
    .registerFunction('quantity(double): Quantity', (value: number) => new Quantity(value))
    .registerFunction('isQuantity(string): bool', (text: string) => quantity(text) !== null)
    .registerFunction(
      'Quantity.isGreaterThan(Quantity): bool',
      compare((a, b) => a > b),
    )
    .registerFunction(
      'Quantity.isLessThan(Quantity): bool',
      compare((a, b) => a < b),
    )
    .registerFunction('Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) =>
      BigInt(Math.sign(a.value - b.value)),
    )
    .registerFunction('Quantity.sign(): int', (a: Quantity) => BigInt(Math.sign(a.value)))
    .registerFunction('Quantity.isInteger(): bool', (a: Quantity) => Number.isInteger(a.value))
    .registerFunction('Quantity.asInteger(): int', (a: Quantity) => BigInt(a.value))
    .registerFunction('Quantity.asApproximateFloat(): double', (a: Quantity) => a.value)
    .registerFunction(
      'Quantity.add(Quantity): Quantity',
      (a: Quantity, b: Quantity) => new Quantity(a.value + b.value),
    )
    .registerFunction(
      'Quantity.sub(Quantity): Quantity',
      (a: Quantity, b: Quantity) => new Quantity(a.value - b.value),
    )
}

type Comparable = bigint | number | string

const sorted = (list: readonly Comparable[]): readonly Comparable[] =>
  [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

const some = (list: readonly Comparable[]): readonly Comparable[] => {
  if (list.length === 0) throw new Error('the list is empty')
  return list
}

function addLists(environment: Environment): void {
  environment
    .registerFunction('list.isSorted(): bool', (list: readonly Comparable[]) =>
      list.every((each, index) => index === 0 || (list[index - 1] ?? each) <= each),
    )
    .registerFunction('list.sum(): dyn', (list: readonly (bigint | number)[]) =>
      list.every((each) => typeof each === 'bigint')
        ? list.reduce((sum, each) => sum + each, 0n)
        : list.reduce((sum: number, each) => sum + Number(each), 0),
    )
    .registerFunction('list.min(): dyn', (list: readonly Comparable[]) => sorted(some(list))[0])
    .registerFunction('list.max(): dyn', (list: readonly Comparable[]) => sorted(some(list)).at(-1))
    .registerFunction('list.indexOf(dyn): int', (list: readonly unknown[], value: unknown) =>
      BigInt(list.indexOf(value)),
    )
    .registerFunction('list.lastIndexOf(dyn): int', (list: readonly unknown[], value: unknown) =>
      BigInt(list.lastIndexOf(value)),
    )
    .registerFunction('list.distinct(): list', (list: readonly unknown[]) => [...new Set(list)])
    .registerFunction('list.reverse(): list', (list: readonly unknown[]) => list.toReversed())
}

function addTexts(environment: Environment): void {
  environment
    .registerFunction(
      'string.find(string): string',
      (text: string, pattern: string) => new RegExp(pattern).exec(text)?.[0] ?? '',
    )
    .registerFunction('string.findAll(string): list<string>', (text: string, pattern: string) =>
      Array.from(text.matchAll(new RegExp(pattern, 'g')), ([whole]) => whole),
    )
    .registerFunction(
      'string.replace(string, string): string',
      (text: string, from: string, to: string) => text.split(from).join(to),
    )
    .registerFunction('string.charAt(int): string', (text: string, at: bigint) =>
      text.charAt(Number(at)),
    )
    .registerFunction('isIP(string): bool', (text: string) => isIP(text) !== 0)
    .registerFunction('isCIDR(string): bool', isCidr)
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
}

function addUrls(environment: Environment): void {
  const part = (name: string, read: (url: URL) => string): void => {
    environment.registerFunction(`URL.${name}(): string`, read)
  }
  environment
    .registerType('URL', URL)
    .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text))
    .registerFunction('url(string): URL', (text: string) => new URL(text))
  part('getScheme', ({ protocol }) => protocol.replace(/:$/, ''))
  part('getHost', ({ host }) => host)
  part('getHostname', ({ hostname }) => hostname)
  part('getPort', ({ port }) => port)
  part('getEscapedPath', ({ pathname }) => pathname)
}
