// A walk through the viewer as a person takes it, from one step to the next.

import { engine } from "./browser.js";

// Takes steps, each by what is done in it, one after the other. What fails says at which.
export const walk = async (steps) => {
  for (const [what, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (error) {
      throw new Error(`where the walk comes to “${what}”: ${error.message}`, { cause: error });
    }
  }
};

// Makes the window as small as a phone's screen, or as an engine's windows can be.
export const holdPhone = async ({ viewer, browser }, [width, height] = [360, 740]) => {
  if (engine === "chromium") await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  else await viewer.resize(width, height);
};

export const putPhoneAway = async ({ browser }) => {
  if (engine === "chromium") await browser.devtools("Emulation.clearDeviceMetricsOverride");
};
