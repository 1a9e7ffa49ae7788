/** Is this the long form, of `npm run test:reliability`? */
export const long = process.env['ASSAY_LONG'] === '1';

/** How often a test does what it does: enough to notice a broken protection in every `npm test`, many times more in the long form. */
export const rounds = (quick: number, many: number): number => (long ? many : quick);
