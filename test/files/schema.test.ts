/** The shipped JSON Schema is generated from the one validator: this test says that it is current, `npm run schema` renews it. */
import { toJsonSchema } from '@valibot/to-json-schema'
import { expect, test } from 'vitest'
import { documentSchema } from '../../src/domain/document.ts'

/** Checks that JSON Schema has no word for (a day that exists) stay with the validator; their patterns are kept. */
function schemaOfDocument(): string {
  const schema = toJsonSchema(documentSchema, {
    errorMode: 'ignore',
    typeMode: 'input',
    target: 'draft-2020-12',
  })
  const { $schema, ...rest } = schema
  const described = {
    $schema,
    title: 'Evenkeel portfolio',
    description: 'Everything a plan depends on. Money, prices, quantities and fractions are decimal text.',
    ...rest,
  }
  return `${JSON.stringify(described, null, 2)}\n`
}

test('the shipped schema is the validator’s', async () => {
  await expect(schemaOfDocument()).toMatchFileSnapshot('../../public/portfolio.schema.json')
})
