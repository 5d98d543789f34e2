import * as fc from 'fast-check';

/**
 * Properties are tried with the same values in every run of CI, so that a change is judged by what it
 * changed; everywhere else with new ones each time, or with those of PROPERTY_SEED. PROPERTY_RUNS says
 * how many are tried where the test does not.
 */
const seed = process.env['PROPERTY_SEED'] ?? (process.env['CI'] ? '20261125' : '');
const numRuns = process.env['PROPERTY_RUNS'] ?? '';
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  ...(seed === '' ? {} : { seed: Number(seed) }),
  ...(numRuns === '' ? {} : { numRuns: Number(numRuns) }),
});
