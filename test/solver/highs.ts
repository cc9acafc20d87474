/** The peer: HiGHS in WebAssembly, given the same program. It has no ball. */

import highsLoader from 'highs'
import type { Highs, ModelData } from 'highs'
import type { Program } from '../../src/solver/quadratic.ts'

export function loadHighs(): Promise<Highs> {
  return highsLoader()
}

export function modelOf(program: Program): ModelData {
  const curved = program.quadratic.some((q) => q !== 0)
  const columns = Array.from({ length: program.columns }, (_, j) => j)
  return {
    numCols: program.columns,
    numRows: program.rows,
    colCost: program.cost,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.right,
    rowUpper: program.right,
    matrix: {
      format: 'csc',
      numRows: program.rows,
      numCols: program.columns,
      starts: program.columnStart,
      indices: program.rowIndex,
      values: program.value,
    },
    ...(curved
      ? {
          hessian: {
            format: 'triangular' as const,
            dimension: program.columns,
            starts: Int32Array.from([...columns, program.columns]),
            indices: Int32Array.from(columns),
            values: program.quadratic,
          },
        }
      : {}),
  }
}

export interface PeerAnswer {
  readonly objective: number
  readonly x: Float64Array
  readonly optimal: boolean
}

// Its active-set method can circle for ever on degenerate programs; that says nothing about ours.
const patienceSeconds = 1

/** Tolerances as tight as it takes them, then its own: some programs it only solves with those. */
export function solveWithHighs(highs: Highs, program: Program): PeerAnswer {
  const tight = attempt(highs, program, 1e-9)
  return tight?.optimal === true
    ? tight
    : (attempt(highs, program, 1e-7) ?? { objective: NaN, x: new Float64Array(0), optimal: false })
}

/** One run; null where it gives up with an error. */
export function attempt(highs: Highs, program: Program, tolerance: number): PeerAnswer | null {
  try {
    return highs.withModel(modelOf(program), (model) => {
      model.options.set({
        output_flag: false,
        time_limit: patienceSeconds,
        primal_feasibility_tolerance: tolerance,
        dual_feasibility_tolerance: tolerance,
        small_matrix_value: 1e-12,
      })
      model.run()
      const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal
      return { objective: model.getObjectiveValue(), x: model.getSolution().colValue, optimal }
    })
  } catch (error) {
    if (error instanceof highs.errors.HighsError) return null
    throw error
  }
}
