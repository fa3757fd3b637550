// How does one hear what a scan did, without looking? Two short tones, made here, no files.
import { stored } from "@/lib/preferences/stored";

export type Cue = "good" | "bad";

export const soundPreference = stored<"on" | "off">("tanamori.sound", ["on", "off"]);

const TONES: Record<Cue, { hertz: number; seconds: number }> = {
  good: { hertz: 1_320, seconds: 0.06 },
  bad: { hertz: 196, seconds: 0.28 },
};
const VOLUME = 0.08;

let context: AudioContext | null = null;

export function playCue(cue: Cue): void {
  if (soundPreference.get() === "off" || typeof AudioContext === "undefined") return;
  try {
    context ??= new AudioContext();
    const { hertz, seconds } = TONES[cue];
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(VOLUME, start);
    volume.gain.linearRampToValueAtTime(0, start + seconds); // No click at the end.
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + seconds);
  } catch {
    // A device without sound still shows everything.
  }
}
