// The browser's own voice, in the language of the page. An engine that is missing, has no voice for
// the language or fails is silence and nothing worse.

const engine = globalThis.speechSynthesis;

/** The voice that speaks a language best: of the same country and on this phone, if there is one. */
export function voiceFor(language, voices) {
  const [main] = language.toLowerCase().split("-");
  const fit = voices.filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === main);
  const rank = ({ lang, localService }) =>
    2 * Number(lang.toLowerCase() === language.toLowerCase()) + Number(localService);
  return fit.sort((one, other) => rank(other) - rank(one))[0] ?? null;
}

/** Calls back once there is a voice for the page; browsers find theirs a little late. */
export function whenThereIsAVoice(callback) {
  if (voice()) {
    callback();
  } else {
    engine?.addEventListener?.("voiceschanged", () => voice() && callback(), { once: true });
  }
}

/** Say these texts one after another, in place of what is being said; `onEnd` hears of the end. */
export function say(texts, onEnd = () => {}) {
  const found = voice();
  if (!found) {
    return;
  }
  attempt(() => {
    engine.cancel();
    const spoken = texts.map((text) => {
      const utterance = new SpeechSynthesisUtterance(text);
      return Object.assign(utterance, { lang: found.lang, voice: found, rate: 0.95 });
    });
    spoken.at(-1)?.addEventListener("end", onEnd);
    spoken.forEach((utterance) => engine.speak(utterance));
  });
}

export function hush() {
  attempt(() => engine?.cancel());
}

function voice() {
  return attempt(() => voiceFor(document.documentElement.lang, engine.getVoices())) ?? null;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
