import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState, type MouseEvent } from 'react'
import { ApiError } from '../api/client.ts'
import { pressKey, useKeys } from '../keys/keys.ts'
import { Button } from '../parts/button.tsx'
import { readPreferences } from '../preferences/kept.ts'
import { setPreferences, usePreferences } from '../preferences/preferences.ts'
import { incidentsQuery, statusQuery } from '../queries/queries.ts'
import { Health } from './health.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { Mark } from './mark.tsx'
import { PAGES } from './pages.ts'
import { Palette } from './palette.tsx'
import { TokenDialog } from './token-dialog.tsx'
import css from './shell.module.css'

type Open = 'help' | 'palette' | null

/** What stands around every page. */
export function Shell() {
  const [open, setOpen] = useState<Open>(null)
  const navigate = useNavigate()
  const status = useQuery(statusQuery)
  const needsToken = status.error instanceof ApiError && status.error.status === 401
  useShellKeys(setOpen)
  const go = (href: string) => void navigate({ to: href })
  const banner = status.data?.banner ?? null
  return (
    <div onClick={(event) => followInside(event, go)}>
      <a className={css['skip']} href="#main">
        To the content
      </a>
      {banner === null ? null : (
        <aside className={css['banner']} aria-label="Whose cluster this is">
          {banner}
        </aside>
      )}
      <header className={css['top']}>
        <a className={css['mark']} href="/">
          <Mark /> unloop
        </a>
        <Navigation />
        <div className={css['tools']}>
          <Health query={status} />
          <span className={css['narrow']}>
            <Button onClick={() => setOpen('palette')}>Menu</Button>
          </span>
          <span className={css['wide']}>
            <Button onClick={() => setOpen('palette')} aria-keyshortcuts="Control+K Meta+K">
              Go to … <kbd>⌘K</kbd>
            </Button>
          </span>
          <ThemeButton />
          <Button quiet onClick={() => setOpen('help')} aria-label="Keys" aria-keyshortcuts="?">
            ?
          </Button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      {open === 'help' ? <HelpDialog onClose={() => setOpen(null)} /> : null}
      {open === 'palette' ? <PaletteWithIncidents go={go} onClose={() => setOpen(null)} /> : null}
      {needsToken ? <TokenDialog /> : null}
    </div>
  )
}

/** Asks for the incidents when it is opened. */
function PaletteWithIncidents({
  go,
  onClose,
}: {
  readonly go: (href: string) => void
  readonly onClose: () => void
}) {
  const incidents = useQuery(incidentsQuery)
  return <Palette incidents={incidents.data ?? []} go={go} onClose={onClose} />
}

/** The pages; settings and explanations are reached from elsewhere. */
function Navigation() {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <nav className={css['nav']} aria-label="Pages">
      {PAGES.filter(({ path: own }) => own !== '/settings' && own !== '/explain').map(
        ({ path: own, name }) => (
          <a key={own} href={own} aria-current={isHere(own, path) ? 'page' : undefined}>
            {name}
          </a>
        ),
      )}
    </nav>
  )
}

/** Whether the address is within a page; incidents belong to their list. */
const isHere = (own: string, path: string): boolean =>
  own === '/' ? path === '/' || path.startsWith('/i/') : path.startsWith(own)

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const
const GLYPH = { system: '◐', light: '○', dark: '●' } as const

/** Goes through the themes in turn. */
function ThemeButton() {
  const { theme } = usePreferences()
  return (
    <Button
      quiet
      aria-label={`Theme: ${theme}. Change to ${NEXT[theme]}`}
      title={`Theme: ${theme}`}
      onClick={() => setPreferences({ theme: NEXT[theme] })}
    >
      {GLYPH[theme]}
    </Button>
  )
}

/** Plain links of this origin are followed without loading the page anew; the drop page is a document of its own. */
function followInside(event: MouseEvent, go: (href: string) => void): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element).closest('a')
  const href = link?.getAttribute('href') ?? ''
  if (!href.startsWith('/') || href.startsWith('//') || href.startsWith('/drop')) return
  event.preventDefault()
  go(href)
}

/** Keys that work everywhere. Within an open dialog those of one letter do nothing. */
function useShellKeys(setOpen: (open: Open) => void): void {
  const navigate = useNavigate()
  useKeys([
    { keys: '?', label: 'These keys', run: () => setOpen('help') },
    { keys: ':', label: 'Go to … (k9s); also Ctrl or ⌘ and K', run: () => setOpen('palette') },
    ...PAGES.map(({ path, name, key }) => ({
      keys: `g ${key}`,
      label: name,
      run: () => (path === '/drop' ? location.assign(path) : void navigate({ to: path as string })),
    })),
  ])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen('palette')
        return
      }
      const isDialogOpen = document.querySelector('dialog[open]') !== null
      if (!isDialogOpen && readPreferences().keys && pressKey(event)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [setOpen])
}
