/** Help inside the page: what each place is for, the keys, the words, the formulas of bands, and privacy. */
import type { ReactElement } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { bands, keys, placesHelp, words } from './text.ts'

/** Besides leading to a section they give the keyboard something to stand on, so that it can scroll. */
const sections = [
  ['help-places', 'Places'],
  ['help-privacy', 'Privacy'],
  ['help-keys', 'Keys'],
  ['help-bands', 'Bands'],
  ['help-words', 'Words'],
] as const

export function Help({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog title="Help" size="wide" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <nav className="cluster" aria-label="Sections of the help">
        {sections.map(([id, label]) => (
          <Button
            key={id}
            small
            onClick={() => document.getElementById(id)?.scrollIntoView({ block: 'start' })}
          >
            {label}
          </Button>
        ))}
      </nav>
      <div className="help">
        <section aria-labelledby="help-places">
          <h3 id="help-places">The places</h3>
          <Terms terms={placesHelp} />
          <h3 id="help-privacy">Privacy</h3>
          <p className="prose">
            Everything is computed on this device and kept in this browser. There is no account, no server and
            no tracking; the page may not even ask another address. Clearing the browser’s data clears your
            portfolios: save them as files now and then.
          </p>
        </section>
        <section aria-labelledby="help-keys">
          <h3 id="help-keys">Keys</h3>
          <dl className="keys">
            {keys.map(([press, meaning]) => (
              <div key={press.join('+')}>
                <dt>
                  {press.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="help-bands">
          <h3 id="help-bands">Bands</h3>
          <p className="prose">
            A class has a target weight t and a band of half-width b: it is outside when its weight is below t
            − b or above t + b. The same words mean different things elsewhere, so here are the formulas. A
            target of 0 has no band.
          </p>
          <Terms terms={bands} />
        </section>
        <section aria-labelledby="help-words">
          <h3 id="help-words">Words</h3>
          <Terms terms={words} />
        </section>
      </div>
    </Dialog>
  )
}

function Terms({ terms }: { readonly terms: readonly (readonly [string, string])[] }): ReactElement {
  return (
    <dl className="terms">
      {terms.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
