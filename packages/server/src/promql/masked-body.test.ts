import { expect, it } from 'vitest'
import { maskedBody } from './masked-body.ts'

it('takes secrets out of labels, label values and messages, and leaves samples alone', () => {
  const series = (note: string, token: string): string =>
    `{"status":"success","data":{"result":[{"metric":{"note":"${note}","token":"${token}"},"values":[[1.5,"12345678.5"],[2,"+Inf"],[3,"NaN"]]}]}}`
  expect(maskedBody(series('postgres://app:Hunter2Hunter2@db/x', 'a b'))).toBe(
    series('postgres://app:***@db/x', '***'),
  )
  expect(maskedBody('{"data":["web-0","password=Hunter2Hunter2"]}')).toBe(
    '{"data":["web-0","password=***"]}',
  )
  expect(maskedBody('{"error":"at \\"token=Hunter2Hunter2\\""}')).not.toContain('Hunter2')
  const plain = '{"data":["web\\u00e9-0",{"a":"b"}]}'
  expect(maskedBody(plain)).toBe(plain)
})
