import { expect, test } from '@jest/globals';
import { checkoutAt } from '../../src/ci/checkout-at.ts';

const sha = '2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d';
const checkout = { sha, branch: 'main', tag: null, repositoryUrl: 'https://example.com/a/b.git' };

test('takes the checkout of the commit that the CI tells', () => {
  expect(checkoutAt(checkout, sha)).toBe(checkout);
  expect(checkoutAt(checkout, sha.toUpperCase())).toBe(checkout);
  expect(checkoutAt(checkout, sha.slice(0, 7))).toBe(checkout);
});

test('takes any checkout when the CI tells no commit', () => {
  expect(checkoutAt(checkout, null)).toBe(checkout);
});

test('leaves the checkout of another repository out', () => {
  expect(checkoutAt(checkout, 'a806ba7701bcfc9f784ccb7854c26f03e045c1d2')).toBeNull();
  expect(checkoutAt({ ...checkout, sha: null }, sha)).toBeNull();
});

test('does not take a word or a few digits for the beginning of a commit', () => {
  expect(checkoutAt(checkout, '2')).toBeNull();
  expect(checkoutAt(checkout, 'HEAD')).toBeNull();
});

test('has nothing to give without a checkout', () => {
  expect(checkoutAt(null, sha)).toBeNull();
});
