// Reads the open story aloud, a sentence at a time.

import { isShown, reveal } from "./marks.js";
import { parts, voicesFor } from "./speak.js";

const RATES = [0.75, 1, 1.25, 1.5, 2];

export const speaker = (desk) => {
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
  const opener = button("speak", () => (bar.hidden ? open() : stop()));
  const back = button("sentence-previous", () => move(-1));
  const play = button("play", () => (speaking ? pause() : speak()));
  const on = button("sentence-next", () => move(1));
  const rate = document.createElement("select");
  rate.append(...RATES.map((value) => new Option(`${value}×`, value, value === 1, value === 1)));
  const voice = document.createElement("select");
  const close = button("close", () => stop());
  bar.append(back, play, on, rate, voice, close);
  opener.hidden = true;
  desk.top.append(bar);
  desk.bar.insertBefore(opener, desk.bar.querySelector(".space").nextSibling);

  let all = [];
  let at = 0;
  let speaking = false;
  let turn = 0;
  let story = null;
  let said = null;

  const page = () => desk.pages()[desk.index()]?.page;
  const language = () => page()?.source.language ?? "";

  const offer = () => {
    const voices = page() && globalThis.Intl?.Segmenter ? voicesFor(language()) : [];
    opener.hidden = voices.length === 0 || host.view !== "story";
    voice.hidden = voices.length < 2;
    const { value } = voice;
    voice.replaceChildren(...voices.map(({ name, voiceURI }) => new Option(name, voiceURI)));
    if (voices.some(({ voiceURI }) => voiceURI === value)) voice.value = value;
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
    const chosen = voicesFor(language()).find(({ voiceURI }) => voiceURI === voice.value);
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
  voice.addEventListener("change", () => speaking && speak());
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
    // what the browser keeps for the whole document would keep the viewer too
    listen: (signal) => synth?.addEventListener?.("voiceschanged", offer, { signal }),
    label: (t) => {
      opener.textContent = t("speak");
      bar.setAttribute("aria-label", t("speak"));
      rate.setAttribute("aria-label", t("speak.rate"));
      voice.setAttribute("aria-label", t("speak.voice"));
      back.setAttribute("aria-label", t("speak.previous"));
      on.setAttribute("aria-label", t("speak.next"));
      close.setAttribute("aria-label", t("close"));
      show();
    },
    fresh: () => {
      stop();
      offer();
    },
    moved: () => {
      if (host.view !== "story" || host.story !== story) stop();
      else if (!bar.hidden) show();
      offer();
    },
  };
};
