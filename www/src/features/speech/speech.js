// Says the open story, a sentence at a time: the bar it is told by, and what is said.

import { isShown, reveal } from "../../reading/highlights.js";
import { parts } from "./sentences.js";
import { voicesFor } from "./voices.js";

const RATES = [0.75, 1, 1.25, 1.5, 2];

// `opener` is the button that says whether the bar is open.
export const voice = (desk, opener) => {
  const { host, marks } = desk;
  const synth = globalThis.speechSynthesis;
  const bar = document.createElement("div");
  bar.part = "speech";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  const button = (name, act) => {
    const node = Object.assign(document.createElement("button"), { type: "button" });
    node.dataset.act = name;
    node.addEventListener("click", act);
    return node;
  };
  const back = button("sentence-previous", () => move(-1));
  const play = button("play", () => (speaking ? pause() : speak()));
  const on = button("sentence-next", () => move(1));
  const rate = document.createElement("select");
  rate.append(...RATES.map((value) => new Option(`${value}×`, value, value === 1, value === 1)));
  const speaker = document.createElement("select");
  const close = button("close", () => stop());
  bar.append(back, play, on, rate, speaker, close);
  desk.top.append(bar);

  let all = [];
  let at = 0;
  let speaking = false;
  let turn = 0;
  let story = null;
  let said = null;

  const page = () => desk.pages()[desk.index()]?.page;
  const language = () => page()?.source.language ?? "";

  const offer = (voices) => {
    speaker.hidden = voices.length < 2;
    const { value } = speaker;
    speaker.replaceChildren(...voices.map(({ name, voiceURI }) => new Option(name, voiceURI)));
    if (voices.some(({ voiceURI }) => voiceURI === value)) speaker.value = value;
    if (opener.hidden && !bar.hidden) stop();
  };

  const open = () => {
    story = host.story;
    all = parts(page(), story, host.text, Number(rate.value));
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
    synth.cancel();
    speaking = Boolean(part);
    show();
    if (!part) return;
    const utterance = new SpeechSynthesisUtterance(part.text);
    const chosen = voicesFor(language()).find(({ voiceURI }) => voiceURI === speaker.value);
    Object.assign(utterance, { lang: chosen?.lang ?? language(), rate: Number(rate.value) });
    if (chosen) utterance.voice = chosen;
    utterance.onend = () => mine === turn && next();
    utterance.onerror = ({ error }) => mine === turn && (error === "interrupted" ? next() : pause());
    // Chrome lets go of what nobody holds, and drops what follows a cancel at once.
    said = utterance;
    setTimeout(() => mine === turn && synth.speak(said));
  };

  const next = () => {
    at++;
    if (at < all.length) return speak();
    at = 0;
    pause();
    marks.clear("bm-said");
  };

  const move = (by) => {
    const to = all.findIndex(({ sentence }) => sentence === all[at].sentence + by);
    if (to < 0) return;
    at = to;
    if (speaking) speak();
    else show();
  };

  const show = () => {
    play.setAttribute("aria-label", desk.t(speaking ? "speak.pause" : "speak.play"));
    play.dataset.act = speaking ? "pause" : "play";
    const now = all[at]?.sentence;
    back.disabled = !now;
    on.disabled = now === undefined || now === all.at(-1).sentence;
    if (desk.root.activeElement?.disabled) play.focus();
    if (now === undefined || bar.hidden) return;
    const [range] = marks.paint("bm-said", all[at].ranges).filter(isShown);
    if (range && speaking) reveal(range, desk.covered());
  };

  const stop = () => {
    if (bar.hidden) return;
    const held = desk.root.activeElement && bar.contains(desk.root.activeElement);
    pause();
    bar.hidden = true;
    all = [];
    marks.clear("bm-said");
    opener.setAttribute("aria-pressed", "false");
    if (held && !opener.hidden) opener.focus();
  };

  rate.addEventListener("change", () => {
    const { sentence } = all[at] ?? {};
    all = parts(page(), story, host.text, Number(rate.value));
    at = Math.max(0, all.findIndex((part) => part.sentence === sentence));
    if (speaking) speak();
  });
  speaker.addEventListener("change", () => speaking && speak());
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") stop();
    else if (by && event.target.tagName !== "SELECT") move(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    stop,
    offer,
    toggle: () => (bar.hidden ? open() : stop()),
    label: (t) => {
      bar.setAttribute("aria-label", t("speak"));
      rate.setAttribute("aria-label", t("speak.rate"));
      speaker.setAttribute("aria-label", t("speak.voice"));
      back.setAttribute("aria-label", t("speak.previous"));
      on.setAttribute("aria-label", t("speak.next"));
      close.setAttribute("aria-label", t("close"));
      show();
    },
    moved: () => {
      if (host.view !== "story" || host.story !== story) stop();
      else if (!bar.hidden) show();
    },
  };
};
