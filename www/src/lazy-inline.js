// lazy.js for the single-file build, which writes data.js.

import { corrector as correct } from "./editor/editor.js";
import { thread } from "./data.js";
import { display as show } from "./typography/display.js";
import { start } from "./engine/engine.js";
import { finder as find } from "./features/find/find.js";
import { follower as follow } from "./reading/continuation.js";
import { forms as write } from "./features/export/forms.js";
import { hand } from "./engine/worker-client.js";
import { quotes as quote } from "./features/links/quotes.js";
import { voice as speech } from "./features/speech/speech.js";

// The whole module finds its columns itself.
export const columns = () => start();

export const corrector = async () => correct;

export const desk = () => start();

export const display = async () => show;

export const finder = async () => find;

export const follower = async () => follow;

export const forms = async () => write;

export const quotes = () => quote();

export const voice = async () => speech;

export const worker = async (...given) => hand(thread, ...given);
