import { expect, test } from 'vitest'
import { fileNamespaces } from './file-namespace.ts'

const TABLE = 'NAME   READY   STATUS    RESTARTS   AGE\nweb-0  1/1     Running   0          3d'
const ALL =
  'NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE\nshop   web-0  1/1     Running   0   3d'
const described = (namespace: string): string => `Name:         web-0\nNamespace:    ${namespace}\n`

const of = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(fileNamespaces(Object.entries(files).map(([path, text]) => ({ path, text }))))

test('folders are called after the namespaces whose tables are in them', () => {
  expect(of({ 'dump/shop/pods.txt': TABLE, 'dump/pay/get/pods.txt': TABLE })).toEqual({
    'dump/shop/pods.txt': 'shop',
    'dump/pay/get/pods.txt': 'pay',
  })
})

test('one folder alone may be called anything', () => {
  expect(of({ 'my-dump/pods.txt': TABLE })).toEqual({})
  expect(of({ 'shop/pods.txt': TABLE, 'shop/describe.txt': described('shop') })).toEqual({
    'shop/pods.txt': 'shop',
    'shop/describe.txt': 'shop',
  })
})

test('a file may be called after its namespace, and may state it', () => {
  expect(
    of({ 'get-pods-shop.txt': TABLE, 'describe.txt': described('shop') + described('pay') }),
  ).toEqual({ 'get-pods-shop.txt': 'shop' })
  expect(of({ 'all.txt': `${TABLE}\n\n${described('pay')}` })).toEqual({ 'all.txt': 'pay' })
})

test('tables that name their namespaces need nothing', () => {
  expect(of({ 'shop/pods.txt': ALL, 'pay/pods.txt': ALL })).toEqual({})
})
