/** Made by npm run blind -- --fit of the rounds in test/blind/ledger.json: right answers and all answers of each cell. */
export const HIT_RATES: Readonly<Record<string, readonly [right: number, of: number]>> = {
  all: [8, 10],
}
