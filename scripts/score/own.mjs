import { readRun } from '../../packages/engine/src/case/read-run.ts'
import { shapeOf } from '../../packages/engine/src/logs/shape.ts'
import { SIGNATURES } from '../../packages/signatures/src/index.ts'

const examplesOf = ({ example }) => (typeof example === 'string' ? [example] : example)
const shapesOfSignature = new Map(SIGNATURES.map((one) => [one, examplesOf(one).map(shapeOf)]))

/**
 * The signatures that know a case: those that name it as where they are from, and those whose example is, but for numbers
 * and names, a line of it.
 */
export const ownSignatures = (name, snapshot) => {
  const shapes = new Set(linesOf(snapshot).map(shapeOf))
  return SIGNATURES.filter(
    (one) =>
      one.from?.includes(name) ||
      shapesOfSignature.get(one).some((shape) => shape.length > 12 && shapes.has(shape)),
  )
}

const NOTHING = { scan: () => [], scanText: () => [], unanchored: [] }

const linesOf = (snapshot) => [
  ...snapshot.logs.flatMap((stream) => readRun(stream, NOTHING).lines.map(({ text }) => text)),
  ...snapshot.objects.flatMap(({ object }) =>
    object.kind === 'Event' ? [object.message ?? ''] : [],
  ),
  ...snapshot.objects.flatMap(({ object }) =>
    object.kind === 'Pod'
      ? (object.status?.containerStatuses ?? []).flatMap(({ state, lastState }) =>
          [state?.waiting?.message, lastState?.terminated?.message].filter(Boolean),
        )
      : [],
  ),
]
