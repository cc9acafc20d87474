/** The builders for their benchmark, bundled as the worker gets them. */
export { build } from '../../src/risk/builders/build.ts'
