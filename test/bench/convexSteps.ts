/** The solver for tracking against cost for its benchmark, bundled as the worker gets it. */
import type { ConvexOptions, ConvexProblem, ConvexSolution } from '../../src/solver/convex.ts'
import { solveConvex } from '../../src/solver/convex.ts'
import { newTools } from '../../src/solver/dual/tools.ts'

/** Solves one problem after the other in the same memory. */
export function newSolver(tolerance: number) {
  const tools = newTools()
  return (problem: ConvexProblem, options: ConvexOptions): ConvexSolution =>
    solveConvex(problem, { tools, tolerance, ...options })
}
