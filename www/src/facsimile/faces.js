// Which of the viewer's faces stands for a face that is printed.

/** @import { PlacedRun } from "./placing.js" */

/** @typedef {"song" | "hei" | "kai"} Face */

// FZ…: the founder of most Chinese newspapers' type, whose names are abbreviated: FZHT, FZDHT, FZCHJ.
const HEI = /hei|gothic|grotes|sans|helvet|arial|univers|futura|frutiger|verdana|calibri|黑|ゴシック|^FZ\w{0,3}H[\dGJKT]/i;
const KAI = /kai|楷|^FZ\w{0,2}KT?[\dGJ]/i;

/** @type {(run: Pick<PlacedRun, "face">) => Face} */
export const faceOf = ({ face }) => (KAI.test(face) ? "kai" : HEI.test(face) ? "hei" : "song");
