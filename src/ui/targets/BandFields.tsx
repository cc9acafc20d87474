/** The kind of a band and its numbers, with a sentence for each choice beside it. */
import type { ReactElement } from 'react'
import type { Band } from '../../domain/document.ts'
import { percentToEdit } from './targetActions.ts'
import { decimalOf } from '../../domain/decimal.ts'
import { SelectField } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedPercent } from '../typed.ts'
import { bandAs, bandKinds, fieldsOf, numbersOf, withNumber } from './bandForm.ts'

interface BandFieldsProps {
  readonly band: Band
  readonly path: string
  readonly onBand: (band: Band, gesture?: string) => void
}

const units = { absolute: 'points', relative: '% of target' } as const
const labels = { absolute: 'Points either side', relative: 'Share of the target either side' } as const

export function BandFields({ band, path, onBand }: BandFieldsProps): ReactElement {
  const kind = bandKinds.find((each) => each.value === band.kind)
  const numbers = numbersOf(band)
  return (
    <div className="band-fields" data-path={path}>
      <SelectField
        label="Kind of band"
        value={band.kind}
        options={bandKinds}
        hint={kind?.hint}
        onChoose={(chosen) => onBand(bandAs(chosen, band))}
      />
      {fieldsOf(band).length > 0 && (
        <div className="pair">
          {fieldsOf(band).map((which) => (
            <DraftField
              key={which}
              label={labels[which]}
              path={`${path}/${'width' in band ? 'width' : which}`}
              unit={units[which]}
              number
              text={percentToEdit(decimalOf(numbers[which]))}
              parse={(draft) =>
                typedPercent(draft, which === 'absolute' ? { least: '0', most: '100' } : { least: '0' })
              }
              onValue={(value, gesture) => onBand(withNumber(band, which, value), gesture)}
            />
          ))}
        </div>
      )}
    </div>
  )
}
