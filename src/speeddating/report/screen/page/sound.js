// Off unless asked for. Browsers let a page sound only once somebody has pressed a key.

let audio = null;

function wake() {
  if (!state.sound || !window.AudioContext) return;
  audio = audio || new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

const waits_for_a_key = () => state.sound && (audio === null || audio.state === "suspended");

function beep(times, pitch) {
  if (!state.sound || audio === null) return;
  for (let count = 0; count < times; count += 1) {
    const start = audio.currentTime + count * 0.5;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.4, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.4);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.45);
  }
}
const warn = () => beep(2, 660);
const ring = () => beep(3, 880);
