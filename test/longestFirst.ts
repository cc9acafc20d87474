/** The order in which test files start: the laws first, which take longest, so that no core idles at the end of a run. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What is longest is known of the last run here; on a machine that never ran them only the folder tells. */
const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/laws/')

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
