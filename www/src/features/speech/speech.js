// Reads stories aloud, one sentence at a time and one story after the other, with a bar of controls.

import { highlightsOf, isShown, reveal } from "../../reading/highlights.js";
import { setDisabled } from "../../ui/disabling.js";
import { releaseControls, showMedia, takeControls } from "./media.js";
import { createQueue } from "./queue.js";
import { sentences } from "./sentences.js";
import { createSpeechBar } from "./speech-bar.js";
import { allowRemote, allowsRemote, voicesFor } from "./voices.js";

/** @import { Context, Translate } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Track } from "./queue.js" */
/** @import { Utterance } from "./sentences.js" */

/** @typedef {ReturnType<typeof createPlayer>} Player */

/**
 * `opener` is the button that says whether the bar is open.
 *
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {HTMLButtonElement} opener
 */
export const createPlayer = (context, navigation, opener) => {
  const { host, store, ui } = context;
  const highlights = highlightsOf(host);
  const queue = createQueue(context, navigation);
  const synth = globalThis.speechSynthesis;
  const controls = createSpeechBar({
    turn: (by) => void turnBy(by),
    move: (by) => move(by),
    play: () => (speaking ? pause() : speak()),
    allow: () => {
      allowRemote();
      speak();
    },
    stop: () => stop(),
  });
  const { bar, back, play, on, storyBack, storyOn, rate, speaker, place, goesOn, question, allow, asked } = controls;
  ui.top.append(bar);

  /** @type {Utterance[]} */
  let all = [];
  let at = 0;
  let speaking = false;
  let turn = 0;
  /** @type {Track | null} the story that is read */
  let track = null;
  /** How many stories are being opened by the player itself, which is no leaving. */
  let opening = 0;
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
    return read && track ? sentences(read, track.id, host.text, Number(rate.value)) : [];
  };

  const open = async () => {
    bar.hidden = false;
    opener.setAttribute("aria-pressed", "true");
    play.focus();
    takeControls({ play: speak, pause, previoustrack: () => void turnBy(-1), nexttrack: () => void turnBy(1) });
    const mine = ++turn;
    const first = await queue.first();
    if (mine !== turn) return;
    if (first) await begin(first, true);
    else stop();
  };

  // Shows a story, if it is not shown, and says it from its beginning.
  const begin = async (/** @type {Track} */ wanted, /** @type {boolean} */ aloud) => {
    const mine = ++turn;
    if (!queue.isShown(wanted)) {
      const held = /** @type {HTMLElement | null} */ (ui.root.activeElement);
      const inside = held && bar.contains(held);
      opening++;
      await queue.show(wanted).finally(() => opening--);
      if (mine !== turn) return;
      if (!queue.isShown(wanted)) return stop();
      // the story that is opened has taken the focus
      if (inside) held.focus({ preventScroll: true });
    }
    track = wanted;
    all = split();
    at = 0;
    if (aloud) speak();
    else show();
  };

  /** Goes to the next story, or the one before; where there is none, the last one rests at its beginning. */
  const turnBy = async (/** @type {number} */ by, aloud = speaking) => {
    if (!track) return;
    const mine = ++turn;
    synth.cancel();
    at = Math.min(at, all.length - 1);
    const near = await queue.near(track, by).catch((error) => void ui.note(error.message));
    if (mine !== turn) return;
    if (near) return begin(near, aloud);
    if (by > 0) rest();
    else begin(track, aloud);
  };

  // Browsers forget what they paused, or pause for good: what is paused is said anew.
  const pause = () => {
    turn++;
    speaking = false;
    synth.cancel();
    show();
  };

  const rest = () => {
    at = 0;
    pause();
    highlights.clear("bm-said");
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
    if (goesOn.checked) return void turnBy(1, true);
    rest();
  };

  const move = (/** @type {number} */ by) => {
    const to = all.findIndex(({ sentence }) => sentence === all[at]?.sentence + by);
    if (to < 0) return;
    at = to;
    if (speaking) speak();
    else show();
  };

  const show = () => {
    play.setAttribute("aria-label", store.state.t(speaking ? "speak.pause" : "speak.play"));
    play.dataset.act = speaking ? "pause" : "play";
    const now = all[at]?.sentence;
    setDisabled([[back, !now], [on, now === undefined || now === all.at(-1)?.sentence]], play);
    if (bar.hidden || !track) return;
    const { number, count, headline } = queue.placeOf(track);
    place.textContent = store.state.t("speak.place", { number, count, headline });
    const isLast = number === count && store.state.edition.entries.every(({ reading, error }) => reading?.page || error);
    setDisabled([[storyBack, number <= 1], [storyOn, isLast]], play);
    showMedia(headline, store.state.edition.title || store.state.reading.source.name || "", speaking);
    if (now === undefined) return;
    const [range] = highlights.paint("bm-said", all[at].ranges).filter(isShown);
    if (range && speaking) reveal(range, ui.scroller);
  };

  const stop = () => {
    if (bar.hidden) return;
    const held = ui.root.activeElement && bar.contains(ui.root.activeElement);
    pause();
    bar.hidden = asked.hidden = true;
    all = [];
    track = null;
    highlights.clear("bm-said");
    releaseControls();
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

  return {
    stop,
    offer,
    toggle: () => (bar.hidden ? open() : stop()),
    setWords: (/** @type {Translate} */ t) => {
      controls.setWords(t);
      show();
    },

    /** Hears of another page, which ends what is read unless the player has turned to it. */
    refresh: () => void (opening === 0 && stop()),

    moved: () => {
      if (opening > 0 || bar.hidden) return;
      if (track && !queue.isShown(track)) stop();
      else show();
    },
  };
};
