/** The engine's version: raised whenever a planned number may change. */

export const engineVersion = '0.4.0'
