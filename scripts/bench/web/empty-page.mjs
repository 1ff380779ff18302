// The measure of what a page costs that does nothing: React with the same router and one route.
import { createServer } from 'node:http'
import { build } from 'esbuild'
import { WEB_BUILD, WEB_SOURCE } from '../../lib/web-build.mjs'

const PROGRAM = `
import { createElement as h } from 'react'
import { createRoot } from 'react-dom/client'
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
const root = createRootRoute({ component: Outlet })
const page = createRoute({ getParentRoute: () => root, path: '/', component: () => h('h1', null, 'Empty') })
const router = createRouter({ routeTree: root.addChildren([page]) })
createRoot(document.getElementById('root')).render(h(RouterProvider, { router }))
`

/** Serves it; gives its address and what ends it. */
export async function emptyPage() {
  const { outputFiles } = await build({
    ...WEB_BUILD,
    stdin: { contents: PROGRAM, resolveDir: WEB_SOURCE, loader: 'js' },
    format: 'esm',
    write: false,
    metafile: false,
  })
  const [{ contents }] = outputFiles
  const html =
    '<!doctype html><title>Empty</title><div id="root"></div><script type="module" src="/main.js"></script>'
  const server = createServer((incoming, response) => {
    const isScript = incoming.url === '/main.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? contents : html)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}
