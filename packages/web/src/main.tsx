import './style/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/client.ts'
import { askFirst } from './app/ask-first.ts'
import { makeRouter } from './app/router.tsx'

// Answers of the API are asked for anew by their own intervals; a refusal by the server is told at once and not tried again.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400),
    },
  },
})

// The first answers are asked for while the rest of the page is still being read.
const answered = askFirst(client, location.pathname)
const router = makeRouter()
await answered
createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={client}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
)
