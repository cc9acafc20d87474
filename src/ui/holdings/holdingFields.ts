/** The columns of the holdings grid, in the order in which they stand. */
import { classField } from './classField.tsx'
import { dayField, priceField, quantityField, stepField, valueField, weightField } from './figureFields.tsx'
import type { HoldingContext, HoldingField } from './holdingField.ts'
import { detailsField, nameField, symbolField } from './symbolField.tsx'

export function holdingFields(context: HoldingContext): readonly HoldingField[] {
  return [
    symbolField(context),
    nameField,
    classField(context),
    quantityField,
    priceField(context),
    valueField(context),
    weightField(context),
    dayField(context),
    stepField,
    detailsField,
  ]
}

/** On a narrow screen what is looked at most comes first, and the rest is a swipe away. */
const narrowOrder = [
  'symbol',
  'quantity',
  'value',
  'weight',
  'class',
  'price',
  'day',
  'name',
  'step',
  'details',
]

/** Where the plan stands beside the grid there is less room; the step is then in the details. */
export function withoutStep(fields: readonly HoldingField[]): readonly HoldingField[] {
  return fields.filter((field) => field !== stepField)
}

export function inNarrowOrder(fields: readonly HoldingField[]): readonly HoldingField[] {
  return narrowOrder.flatMap((id) => fields.filter((field) => field.column.id === id))
}
