import type { Checkout, Fact } from './provider.ts';

/**
 * The checkout, if it shows the commit that the CI tells (a short one counts by its beginning) or the CI tells none.
 * The working directory may hold another repository than the one that runs, and its address would then be wrong.
 */
export function checkoutAt(checkout: Checkout | null, sha: Fact): Checkout | null {
  if (checkout === null || sha === null) return checkout;
  const told = sha.toLowerCase();
  return told.length >= 7 && checkout.sha?.toLowerCase().startsWith(told) ? checkout : null;
}
