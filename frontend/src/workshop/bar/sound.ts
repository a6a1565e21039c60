import { useSyncExternalStore } from "react";

const KEY = "planhall-session-sound";
/** Two soft notes, the second one a fourth higher: frequency in hertz, and when it begins in seconds. */
const NOTES = [
  { hertz: 659.25, at: 0 },
  { hertz: 880, at: 0.28 },
] as const;
const LOUDNESS = 0.16;
const RINGS_FOR = 1.6;

let context: AudioContext | null = null;
let on: boolean | null = null;
const listeners = new Set<() => void>();

/** Whether this browser plays a sound when the time is up. */
export function soundOn(): boolean {
  if (on !== null) return on;
  try {
    on = localStorage.getItem(KEY) !== "off";
  } catch {
    on = true;
  }
  return on;
}

export function setSound(wanted: boolean): void {
  on = wanted;
  try {
    localStorage.setItem(KEY, wanted ? "on" : "off");
  } catch {
    // Storage is full or closed: it holds until the page is left.
  }
  if (wanted) wakeSound();
  for (const listener of [...listeners]) listener();
}

export function useSoundOn(): boolean {
  return useSyncExternalStore(listen, soundOn);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Browsers play a sound only after somebody pressed something: for the handler of a press. */
export function wakeSound(): void {
  if (!soundOn() || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume().catch(() => undefined);
}

/** Play that the time is up, where sound is on and the browser lets us. */
export function chime(): void {
  if (!soundOn() || context?.state !== "running") return;
  for (const { hertz, at } of NOTES) {
    const begin = context.currentTime + at;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = "sine";
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + RINGS_FOR);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + RINGS_FOR);
  }
}
