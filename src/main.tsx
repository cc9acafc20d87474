/** Wires the page together: the state is brought to life, and the page shows it. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { start } from './state/start.ts'
import { App } from './ui/App.tsx'
import './ui/look/tokens.css'
import './ui/look/base.css'
import './ui/look/parts.css'
import './ui/look/grid.css'
import './ui/look/shell.css'
import './ui/look/holdings.css'
import './ui/look/help.css'

const place = document.getElementById('root')
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
void start()
