import fc from 'fast-check';

// The same examples in every run: a property that fails does so for everybody, at once. To look for new
// counterexamples, set FAST_CHECK_SEED to another number.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_261_122) });
