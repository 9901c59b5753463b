// The bar of what reads aloud: its buttons, its choices, which story it is, and the question about voices.

import { createControl } from "../../ui/elements.js";

/** @import { Translate } from "../../model/types.js" */

/** @typedef {ReturnType<typeof createSpeechBar>} SpeechBar */

const RATES = [0.75, 1, 1.25, 1.5, 2];

/**
 * What its buttons do.
 *
 * @typedef {object} Acts
 * @property {(by: number) => void} turn to the next story or the one before
 * @property {(by: number) => void} move to the next sentence or the one before
 * @property {() => void} play goes on, or pauses
 * @property {() => void} allow lets a voice of another machine be heard
 * @property {() => void} stop
 */

/** @param {Acts} acts */
export const createSpeechBar = ({ turn, move, play: toggle, allow: agree, stop }) => {
  const bar = document.createElement("div");
  bar.part = "speech";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  const storyBack = createControl("story-previous", () => turn(-1));
  const back = createControl("sentence-previous", () => move(-1));
  const play = createControl("play", toggle);
  const on = createControl("sentence-next", () => move(1));
  const storyOn = createControl("story-next", () => turn(1));
  const rate = document.createElement("select");
  rate.append(...RATES.map((value) => new Option(`${value}×`, String(value), value === 1, value === 1)));
  const speaker = document.createElement("select");
  const close = createControl("close", stop);
  const place = document.createElement("p");
  const goesOn = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
  goesOn.setAttribute("role", "switch");
  const goingOn = document.createElement("span");
  const label = document.createElement("label");
  label.append(goesOn, goingOn);
  const row = document.createElement("div");
  row.className = "queue";
  row.append(place, label);
  // A voice of another machine is heard only after the reader was told that the text goes there.
  const question = document.createElement("p");
  const allow = createControl("allow", agree);
  const asked = document.createElement("div");
  asked.className = "asked";
  asked.hidden = true;
  asked.append(question, allow);
  bar.append(storyBack, back, play, on, storyOn, rate, speaker, close, row, asked);
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") stop();
    else if (by && /** @type {Element} */ (event.target).tagName !== "SELECT") move(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    bar, back, play, on, storyBack, storyOn, rate, speaker, place, goesOn, question, allow, asked,

    setWords: (/** @type {Translate} */ t) => {
      bar.setAttribute("aria-label", t("speak"));
      rate.setAttribute("aria-label", t("speak.rate"));
      speaker.setAttribute("aria-label", t("speak.voice"));
      storyBack.setAttribute("aria-label", t("speak.story.previous"));
      back.setAttribute("aria-label", t("speak.previous"));
      on.setAttribute("aria-label", t("speak.next"));
      storyOn.setAttribute("aria-label", t("speak.story.next"));
      close.setAttribute("aria-label", t("close"));
      goingOn.textContent = t("speak.on");
      question.textContent = t("speak.remote");
      allow.textContent = t("speak.allow");
    },
  };
};
