// Long texts compared: a whole file in a message is too long to be looked at.

import assert from "node:assert/strict";

// Fails with the place where two texts begin to differ, and with what is around.
export const assertSame = (actual, expected, message) => {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 40), at + 80);
  assert.fail(`${message}: from ${at} on ${JSON.stringify(around(actual))} instead of ${JSON.stringify(around(expected))}`);
};
