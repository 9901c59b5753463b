// Runs first: what a policy forbids and what fails is kept for the test to see.
/* global seen */
globalThis.seen = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
  seen.push(`${effectiveDirective} forbids ${blockedURI} ${sample}`));
addEventListener("error", ({ message, target }) => seen.push(message ?? `${target.src ?? target.href} did not load`), true);
addEventListener("unhandledrejection", ({ reason }) => seen.push(String(reason)));
