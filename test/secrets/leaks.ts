import { SECRET_SHAPES, type SecretShape } from '../../packages/engine/src/testing/secret-shapes.ts'

/** The lines that show a secret, each with the shape that it comes from. */
export function leaks(
  output: string,
  shapes: readonly SecretShape[] = SECRET_SHAPES,
): readonly string[] {
  const lines = output.split('\n')
  return shapes.flatMap(({ name, secrets }) =>
    lines
      .filter((line) => secrets.some((secret) => line.includes(secret)))
      .map((line) => `${name}: ${around(line, secrets)}`),
  )
}

/** What stands around it, as a line of a report may be long. */
const around = (line: string, secrets: readonly string[]): string => {
  const at = Math.max(0, ...secrets.map((secret) => line.indexOf(secret)))
  return line.slice(Math.max(0, at - 120), at + 80)
}
