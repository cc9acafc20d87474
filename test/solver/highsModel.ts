/** The peer for linear and quadratic problems: HiGHS in WebAssembly, given the same model. */

import type { Highs, ModelData } from 'highs'
import type { Model } from './convexModel.ts'
import { compressed } from './convexModel.ts'

export function highsModelOf(model: Model): ModelData {
  const columns = model.cost.length
  const triplets = model.rows.flatMap(({ entries }, row) => entries.map(([column, value]) => [row, column, value] as const)) // prettier-ignore
  const matrix = compressed(columns, triplets)
  // Its triangle is the lower one, by columns.
  const hessian = compressed(columns, model.quadratic.map(([row, column, value]) => [column, row, value] as const)) // prettier-ignore
  return {
    numCols: columns,
    numRows: model.rows.length,
    colCost: Float64Array.from(model.cost),
    colLower: Float64Array.from(model.lower),
    colUpper: Float64Array.from(model.upper),
    rowLower: Float64Array.from(model.rows, (row) => row.low),
    rowUpper: Float64Array.from(model.rows, (row) => row.high),
    matrix: {
      format: 'csc',
      numRows: model.rows.length,
      numCols: columns,
      starts: Int32Array.from(matrix.start),
      indices: Int32Array.from(matrix.index),
      values: Float64Array.from(matrix.value),
    },
    ...(model.quadratic.length === 0
      ? {}
      : {
          hessian: {
            format: 'triangular' as const,
            dimension: columns,
            starts: Int32Array.from(hessian.start),
            indices: Int32Array.from(hessian.index),
            values: Float64Array.from(hessian.value),
          },
        }),
  }
}

/** Its x, or null where it gives up or takes longer than this. */
export function askHighs(
  highs: Highs,
  data: ModelData,
  tolerance: number,
  seconds: number,
): Float64Array | null {
  try {
    return highs.withModel(data, (model) => {
      model.options.set({
        output_flag: false,
        time_limit: seconds,
        primal_feasibility_tolerance: tolerance,
        dual_feasibility_tolerance: tolerance,
        small_matrix_value: 1e-12,
      })
      model.run()
      const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal
      return isOptimal ? Float64Array.from(model.getSolution().colValue) : null
    })
  } catch (error) {
    if (error instanceof highs.errors.HighsError) return null
    throw error
  }
}
