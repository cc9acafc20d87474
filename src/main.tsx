/** Wires the page together (a placeholder until the screens are here). */
import { createRoot } from 'react-dom/client'

const place = document.getElementById('root')
if (place !== null) createRoot(place).render(<h1>Evenkeel</h1>)
