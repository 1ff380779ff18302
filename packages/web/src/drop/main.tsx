import '../style/base.css'
import { createRoot } from 'react-dom/client'
import { applyTheme } from '../preferences/kept.ts'
import { DropPage } from './drop-page.tsx'

applyTheme()
createRoot(document.getElementById('root')!).render(<DropPage />)
