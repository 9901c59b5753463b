// Text has contrast enough in the themes that a reader chooses.

import { CONTRAST_RULES, everyRole, assertNoViolationsInEveryState } from "../harness/axe.js";
import { it, suite } from "../harness/suite.js";

suite("Text has contrast enough", { inNone: true }, (context) => {
  for (const theme of ["paper", "light", "sepia", "dark", "contrast"]) {
    it(`in the theme ${theme} that a reader chooses`, async () => {
      const { viewer } = context;
      await viewer.openOnce();
      await viewer.showText(everyRole);
      await viewer.run((theme) => void (viewer().theme = theme), theme);
      await assertNoViolationsInEveryState(viewer, CONTRAST_RULES);
      await viewer.run(() => void (viewer().theme = null));
    });
  }
});
