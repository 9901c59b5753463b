// What leads a reader through an edition, in one script: on from story to story.

import { createReadingOn } from "./reading-on.js";

/** @import { Context } from "../model/types.js" */
/** @import { Navigation } from "../reading/navigation.js" */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createEdition = (context, navigation) => createReadingOn(context, navigation);
