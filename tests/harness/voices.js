// Silent voices for a browser.

// In the page, before or in the place of what the browser has: voices that say nothing, as the browsers of tests
// have none. `window.said` has what was to be said; `speechSynthesis.end()` ends what is being said. It sees
// nothing but its argument.
export const setVoices = (voices = [["Lan", "zh-CN"]]) => {
  window.said = [];
  const synth = Object.assign(new EventTarget(), {
    current: null,
    getVoices: () => voices.map(([name, lang, localService = true]) => ({ name, lang, voiceURI: name, localService, default: false })),
    speak(utterance) {
      window.said.push(utterance);
      this.current = utterance;
    },
    cancel() {
      const { current } = this;
      this.current = null;
      current?.onerror?.({ error: "canceled" });
    },
    end() {
      const { current } = this;
      this.current = null;
      current?.onend();
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synth, configurable: true });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
};
