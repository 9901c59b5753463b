// The viewer as an application: what it is made of is kept, so that it opens with no network.

import "../src/define.js";

// The one address that may become a script, for browsers that ask who vouches for it.
const trusted = (address) => {
  if (!globalThis.trustedTypes) return address;
  const policy = trustedTypes.createPolicy("banmian-site", { createScriptURL: () => address });
  return policy.createScriptURL(address);
};

// Where a browser keeps nothing, or will not be asked, the viewer reads all the same.
const keep = async () => navigator.serviceWorker?.register(trusted("sw.js"));
addEventListener("load", () => keep().catch(() => {}));
