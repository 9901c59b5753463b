// later.js for the single-file build, which writes data.js.

import { corrector as correct } from "./corrector.js";
import { thread } from "./data.js";
import { display as show } from "./display.js";
import { start } from "./engine.js";
import { finder as find } from "./find.js";
import { follower as follow } from "./follower.js";
import { forms as write } from "./forms.js";
import { hand } from "./hand.js";
import { quotes as quote } from "./quotes.js";
import { voice as speech } from "./voice.js";

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
