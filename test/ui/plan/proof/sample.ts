/** A proof of the sample plan with invented values. */
import type { Proof, ProofPart } from '../../../../src/domain/proof.ts'

export const proof: Proof = {
  counterfactuals: [
    {
      account: 'pension',
      instrument: 'USX',
      side: 'sell',
      class: 'us-stock',
      drift: '0.1451030928',
      maxDrift: '0.1451030928',
      distance: '0.2100000000',
      trackingError: null,
      short: 'pension',
    },
    {
      account: 'pension',
      instrument: 'BNX',
      side: 'buy',
      class: 'bond',
      drift: '-0.0121000000',
      maxDrift: '0.0621000000',
      distance: '0.1300000000',
      trackingError: null,
      short: null,
    },
  ],
  counterfactualsUnseen: 0,
  sensitivity: [
    {
      move: '0.01',
      flips: [],
      short: [
        { account: 'broker', amount: '0' },
        { account: 'pension', amount: '0' },
      ],
    },
    {
      move: '0.02',
      flips: [
        { account: 'broker', instrument: 'BNX', from: 'buy', to: null, moved: 'BNX', up: true },
        { account: 'pension', instrument: 'INX', from: 'buy', to: 'sell', moved: null, up: false },
      ],
      short: [
        { account: 'broker', amount: '0' },
        { account: 'pension', amount: '434.60' },
      ],
    },
  ],
  buffers: [
    { account: 'broker', amount: '0' },
    { account: 'pension', amount: '443.47' },
  ],
  limits: [
    { account: 'pension', instrument: 'BNX', side: 'buy', limit: '76.20', capped: false },
    { account: 'pension', instrument: 'USX', side: 'sell', limit: '38.00', capped: true },
  ],
  movesUnseen: 2,
  rules: [
    {
      path: 'accounts/0/rules/0',
      rule: { kind: 'account-rule', account: 'broker', instrument: 'COIN', do: 'no-sell' },
      distance: '0.0080000000',
      maxDrift: '0.0040000000',
      expense: '-4.12',
      trackingError: null,
      objective: null,
    },
  ],
  rulesUnseen: 0,
}

const { counterfactuals, counterfactualsUnseen, rules, rulesUnseen, ...moves } = proof

/** The same as it comes from the thread. */
export const parts: readonly ProofPart[] = [
  { kind: 'counterfactuals', counterfactuals, counterfactualsUnseen },
  { kind: 'sensitivity', ...moves },
  { kind: 'rules', rules, rulesUnseen },
]
