import { quantity } from '@unloop/engine/evidence'

/** Kubernetes' quantity as CEL sees it (apiserver, pkg/cel/library/quantity.go). */
export class Quantity {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }

  static read(text: string): Quantity {
    const value = quantity(text)
    if (value === null) throw new Error(`${JSON.stringify(text.slice(0, 40))} is no quantity`)
    return new Quantity(value)
  }
}
