/** What each class's band is expected to do in a year, as a table, with what is supposed and how it is worked out. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Estimate, RowEstimate } from '../../domain/estimate.ts'
import { percentFigures, unknown } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Segments } from '../parts/Choice.tsx'
import { ClassMark } from '../parts/ClassMark.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import {
  eventsFigures,
  offeredWidth,
  pointsWords,
  shareFigures,
  shareWords,
  supposedWords,
} from './estimateWords.ts'
import { Formulas } from './Formulas.tsx'
import { Lacking } from './Lacking.tsx'
import { chooseLook, looks, yearsOf } from './looks.ts'
import { useEstimate } from './useEstimate.ts'
import { UseWidth } from './UseWidth.tsx'

interface EstimateDialogProps {
  readonly document: Portfolio
  readonly onRisk: () => void
  readonly onClose: () => void
}

export function EstimateDialog({ document, onRisk, onClose }: EstimateDialogProps): ReactElement {
  const { estimate, look, lacks } = useEstimate(document)
  return (
    <Dialog
      title="The bands in a year"
      size="wide"
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      {lacks !== null && <Lacking lacks={lacks} onRisk={onRisk} />}
      <Segments label="You look" value={look} options={looks} onChoose={chooseLook} />
      <EstimateTable document={document} estimate={estimate} />
      <p className="field-hint prose">
        {supposedWords(estimate, look, yearsOf(look))} Each class stands against all others together; what
        trading one saves another is left out, so the rows do not add up to a portfolio.
        {estimate.untouched !== null && (
          <>
            {' '}
            Left alone for a year the portfolio’s tracking error would be about{' '}
            {shareWords(estimate.untouched)}.
          </>
        )}
      </p>
      <Formulas estimate={estimate} />
    </Dialog>
  )
}

const heads = ['Band, ± pts', 'Events', 'Turnover, %', 'Tracking error, %', 'Cost, bp', 'Costs suggest']

function EstimateTable({
  document,
  estimate,
}: {
  readonly document: Portfolio
  readonly estimate: Estimate
}): ReactElement {
  return (
    <table className="table estimate-table">
      <caption className="unseen">What each band is expected to do in a year</caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="num">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {estimate.rows.map((each) => (
          <EstimateLine key={each.row.class} document={document} own={each} />
        ))}
      </tbody>
    </table>
  )
}

const basisPoint = 10_000

function EstimateLine({
  document,
  own,
}: {
  readonly document: Portfolio
  readonly own: RowEstimate
}): ReactElement {
  const { row, rates, suggested } = own
  const width = offeredWidth(suggested.half)
  const isUsed = row.costAware !== null || row.half.equals(width)
  return (
    <tr>
      <th scope="row">
        <ClassMark document={document} name={row.class} />
      </th>
      <td className="num">{percentFigures(row.half, 2)}</td>
      <td className="num">{rates === null ? unknown : eventsFigures(rates.events)}</td>
      <td className="num">{rates === null ? unknown : shareFigures(rates.turnover)}</td>
      <td className="num">{rates === null ? unknown : shareFigures(rates.trackingError)}</td>
      <td className="num">{rates === null ? unknown : (rates.cost * basisPoint).toFixed(2)}</td>
      <td className="num">
        {suggested.cost === 0 ? (
          unknown
        ) : isUsed ? (
          pointsWords(width)
        ) : (
          <UseWidth document={document} id={row.class} width={width} />
        )}
      </td>
    </tr>
  )
}
