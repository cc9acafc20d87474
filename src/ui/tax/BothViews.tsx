/** What the household is worth and how it is spread, before and after the tax that deferred accounts owe, side by side. */
import { useDeferredValue, useMemo, type ReactElement } from 'react'
import { one, zero, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { fixed, percentAsWritten, percentFigures, points, roundMoney } from '../format.ts'
import { ClassMark } from '../parts/ClassMark.tsx'
import { TableBox } from '../parts/TableBox.tsx'
import { bothViewsOf, type BothViews as Views, type ClassViews } from './bothViewsSeries.ts'

export function BothViews({ document }: { readonly document: Portfolio }): ReactElement | null {
  const settled = useDeferredValue(document)
  const { tax } = settled
  const views = useMemo(() => (tax === null ? null : bothViewsOf(settled, tax)), [settled, tax])
  if (views === null || tax === null) return null
  const { total, counts } = views
  const worth = (value: Decimal): string => roundMoney(value, settled.baseCurrency)
  return (
    <details open={tax.afterTax}>
      <summary>Before and after the tax that deferred accounts owe</summary>
      <div className="stack-tight both-views">
        <p className="prose soft">
          {percentAsWritten(tax.deferredRate)} of tax-deferred accounts goes to tax when it is taken out: of{' '}
          {worth(total.before)} there remain {worth(total.after)}. The plan goes by the weights {counts} tax.
        </p>
        <ViewsTable document={settled} views={views} />
      </div>
    </details>
  )
}

interface ViewsTableProps {
  readonly document: Portfolio
  readonly views: Views
}

function ViewsTable({ document, views }: ViewsTableProps): ReactElement {
  const { total, counts } = views
  const currency = document.baseCurrency
  // Cents say nothing about a household.
  const worth = (value: Decimal): string => fixed(value, 0)
  return (
    <TableBox name="Before and after tax">
      <table className="table views-table">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" className="num">
              Before tax <span className="faint">{currency}</span>
            </th>
            <th scope="col" className="num">
              Weight before <span className="faint">%</span>
            </th>
            <th scope="col" className="num">
              After tax <span className="faint">{currency}</span>
            </th>
            <th scope="col" className="num">
              Weight after <span className="faint">%</span>
            </th>
            <th scope="col" className="num">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {views.classes.map((each) => (
            <tr key={each.class}>
              <th scope="row">
                <ClassMark document={document} name={each.class} />
              </th>
              <td className="num">{worth(each.before.value)}</td>
              <td className={weightLook(counts === 'before')}>{percentFigures(each.before.weight)}</td>
              <td className="num">{worth(each.after.value)}</td>
              <td className={weightLook(counts === 'after')}>{percentFigures(each.after.weight)}</td>
              <td className="num soft">{difference(each)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td className="num">{worth(total.before)}</td>
            <td className="num">{percentFigures(one)}</td>
            <td className="num">{worth(total.after)}</td>
            <td className="num">{percentFigures(one)}</td>
            <td className="num">{points(zero)}</td>
          </tr>
        </tfoot>
      </table>
    </TableBox>
  )
}

function weightLook(counts: boolean): string {
  return counts ? 'num' : 'num soft'
}

function difference({ before, after }: ClassViews): string {
  return points(after.weight.minus(before.weight))
}
