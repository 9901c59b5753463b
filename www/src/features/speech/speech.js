// Reads the open story aloud, one sentence at a time, with a bar of controls.

import { highlightsOf, isShown, reveal } from "../../reading/highlights.js";
import { sentences } from "./sentences.js";
import { allowRemote, allowsRemote, voicesFor } from "./voices.js";

/** @import { Context, Translate } from "../../model/types.js" */
/** @import { Utterance } from "./sentences.js" */

/** @typedef {ReturnType<typeof createPlayer>} Player */

const RATES = [0.75, 1, 1.25, 1.5, 2];

/**
 * `opener` is the button that says whether the bar is open.
 *
 * @param {Context} context
 * @param {HTMLButtonElement} opener
 */
export const createPlayer = ({ host, store, ui }, opener) => {
  const highlights = highlightsOf(host);
  const synth = globalThis.speechSynthesis;
  const bar = document.createElement("div");
  bar.part = "speech";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  /** @type {(name: string, act: () => void) => HTMLButtonElement} */
  const createButton = (name, act) => {
    const node = Object.assign(document.createElement("button"), { type: "button" });
    node.dataset.act = name;
    node.addEventListener("click", act);
    return node;
  };
  const back = createButton("sentence-previous", () => move(-1));
  const play = createButton("play", () => (speaking ? pause() : speak()));
  const on = createButton("sentence-next", () => move(1));
  const rate = document.createElement("select");
  rate.append(...RATES.map((value) => new Option(`${value}×`, String(value), value === 1, value === 1)));
  const speaker = document.createElement("select");
  const close = createButton("close", () => stop());
  // A voice of another machine is heard only after the reader was told that the text goes there.
  const question = document.createElement("p");
  const allow = createButton("allow", () => {
    allowRemote();
    speak();
  });
  const asked = document.createElement("div");
  asked.className = "asked";
  asked.hidden = true;
  asked.append(question, allow);
  bar.append(back, play, on, rate, speaker, close, asked);
  ui.top.append(bar);

  /** @type {Utterance[]} */
  let all = [];
  let at = 0;
  let speaking = false;
  let turn = 0;
  /** @type {string | null} */
  let story = null;
  /** @type {SpeechSynthesisUtterance} */
  let said;

  const page = () => store.state.reading.page;
  const language = () => page()?.source.language ?? "";

  const offer = (/** @type {SpeechSynthesisVoice[]} */ voices) => {
    speaker.hidden = voices.length < 2;
    const { value } = speaker;
    speaker.replaceChildren(...voices.map(({ name, voiceURI }) => new Option(name, voiceURI)));
    if (voices.some(({ voiceURI }) => voiceURI === value)) speaker.value = value;
    if (opener.hidden && !bar.hidden) stop();
  };

  const split = () => {
    const read = page();
    return read ? sentences(read, story, host.text, Number(rate.value)) : [];
  };

  const open = () => {
    story = store.state.story;
    all = split();
    at = 0;
    bar.hidden = false;
    opener.setAttribute("aria-pressed", "true");
    play.focus();
    speak();
  };

  // Browsers forget what they paused, or pause for good: what is paused is said anew.
  const pause = () => {
    turn++;
    speaking = false;
    synth.cancel();
    show();
  };

  const speak = () => {
    const mine = ++turn;
    const part = all[at];
    const voices = voicesFor(language());
    const chosen = voices.find(({ voiceURI }) => voiceURI === speaker.value) ?? voices[0];
    const needsLeave = chosen?.localService === false && !allowsRemote();
    synth.cancel();
    speaking = Boolean(part) && !needsLeave;
    if (asked.hidden === needsLeave) ask(needsLeave);
    show();
    if (!speaking) return;
    const utterance = new SpeechSynthesisUtterance(part.text);
    Object.assign(utterance, { lang: chosen?.lang ?? language(), rate: Number(rate.value) });
    if (chosen) utterance.voice = chosen;
    utterance.onend = () => mine === turn && next();
    utterance.onerror = ({ error }) => mine === turn && (error === "interrupted" ? next() : pause());
    // Chrome lets go of what nobody holds, and drops what follows a cancel at once.
    said = utterance;
    setTimeout(() => mine === turn && synth.speak(said));
  };

  const ask = (/** @type {boolean} */ asks) => {
    const held = asked.contains(ui.root.activeElement);
    asked.hidden = !asks;
    if (asks) allow.focus();
    else if (held) play.focus();
    if (asks) ui.say(question.textContent);
  };

  const next = () => {
    at++;
    if (at < all.length) return speak();
    at = 0;
    pause();
    highlights.clear("bm-said");
  };

  const move = (/** @type {number} */ by) => {
    const to = all.findIndex(({ sentence }) => sentence === all[at].sentence + by);
    if (to < 0) return;
    at = to;
    if (speaking) speak();
    else show();
  };

  const show = () => {
    play.setAttribute("aria-label", store.state.t(speaking ? "speak.pause" : "speak.play"));
    play.dataset.act = speaking ? "pause" : "play";
    const now = all[at]?.sentence;
    back.disabled = !now;
    on.disabled = now === undefined || now === all.at(-1)?.sentence;
    if (/** @type {HTMLButtonElement | null} */ (ui.root.activeElement)?.disabled) play.focus();
    if (now === undefined || bar.hidden) return;
    const [range] = highlights.paint("bm-said", all[at].ranges).filter(isShown);
    if (range && speaking) reveal(range, ui.scroller);
  };

  const stop = () => {
    if (bar.hidden) return;
    const held = ui.root.activeElement && bar.contains(ui.root.activeElement);
    pause();
    bar.hidden = asked.hidden = true;
    all = [];
    highlights.clear("bm-said");
    opener.setAttribute("aria-pressed", "false");
    if (held && !opener.hidden) opener.focus();
  };

  rate.addEventListener("change", () => {
    const { sentence } = all[at] ?? {};
    all = split();
    at = Math.max(0, all.findIndex((part) => part.sentence === sentence));
    if (speaking) speak();
  });
  speaker.addEventListener("change", () => {
    if (speaking || !asked.hidden) speak();
  });
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") stop();
    else if (by && /** @type {Element} */ (event.target).tagName !== "SELECT") move(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    stop,
    offer,
    toggle: () => (bar.hidden ? open() : stop()),
    setWords: (/** @type {Translate} */ t) => {
      bar.setAttribute("aria-label", t("speak"));
      rate.setAttribute("aria-label", t("speak.rate"));
      speaker.setAttribute("aria-label", t("speak.voice"));
      back.setAttribute("aria-label", t("speak.previous"));
      on.setAttribute("aria-label", t("speak.next"));
      close.setAttribute("aria-label", t("close"));
      question.textContent = t("speak.remote");
      allow.textContent = t("speak.allow");
      show();
    },
    moved: () => {
      if (store.state.view !== "story" || store.state.story !== story) stop();
      else if (!bar.hidden) show();
    },
  };
};
