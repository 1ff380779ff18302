/** A model with its weights in one byte each, as base64. */
export function written({ weights, bias, causes }) {
  const scale = Math.max(...absolutes(weights)) / 127
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale))
  return {
    causes,
    bias: Array.from(bias, (each) => Number(each.toFixed(4))),
    scale: Number(scale.toPrecision(6)),
    weights: Buffer.from(bytes.buffer).toString('base64'),
  }
}

/** The largest of each thousand: a spread of all would be more than a call can take. */
function absolutes(weights) {
  const most = []
  for (let i = 0; i < weights.length; i++) {
    const at = Math.floor(i / 1000)
    most[at] = Math.max(most[at] ?? 0, Math.abs(weights[i]))
  }
  return most
}
