// Soft tones, made here: a bell where something begins, a tick for each of the last seconds.

const TONES = {
  bell: { pitch: 523, seconds: 0.5, loudness: 0.12 },
  tick: { pitch: 392, seconds: 0.12, loudness: 0.06 },
};

let context = null;

/** Browsers let a page sound only after a touch; this is to be called in one. */
export function allowed() {
  try {
    context ??= new AudioContext();
    context.resume().catch(() => {});
  } catch {
    context = null;
  }
}

/** A tone that swells and fades; without a touch before it, or a loudspeaker, nothing. */
export function play(name) {
  if (context?.state !== "running") {
    return;
  }
  const { pitch, seconds, loudness } = TONES[name];
  const now = context.currentTime;
  const swell = context.createGain();
  swell.gain.setValueAtTime(0, now);
  swell.gain.linearRampToValueAtTime(loudness, now + 0.03);
  swell.gain.exponentialRampToValueAtTime(0.001, now + seconds);
  const tone = new OscillatorNode(context, { frequency: pitch });
  tone.connect(swell).connect(context.destination);
  tone.start(now);
  tone.stop(now + seconds);
}
