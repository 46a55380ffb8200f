"use strict";

const content = JSON.parse(document.getElementById("content").textContent);
const element = (id) => document.getElementById(id);
const MINUTE = 60000;

// phase: place in the list of phases; ends: when it ends, while it runs; left: what is left of
// it, while it stands still.
const fresh = () => {
  const phase = first_phase();
  return {
    phase, ends: null, left: phases[phase].length, sound: false, theme: null,
    language: content.language,
  };
};

// Some browsers keep nothing for a file opened from disk: then the address remembers.
function storage() {
  try {
    const probe = `${content.key}-probe`;
    window.localStorage.setItem(probe, probe);
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch {
    return null;
  }
}
const store = storage();

function remembered() {
  try {
    const text = store ? store.getItem(content.key) : decodeURIComponent(location.hash.slice(1));
    return checked(JSON.parse(text));
  } catch {
    return fresh();
  }
}

function checked(found) {
  const state = fresh();
  if (found === null || typeof found !== "object") return state;
  const isTime = (value) => Number.isFinite(value) && value >= 0;
  if (Number.isInteger(found.phase) && found.phase >= 0 && found.phase < phases.length) {
    state.phase = found.phase;
    state.left = isTime(found.left) ? found.left : phases[found.phase].length;
    state.ends = isTime(found.ends) ? found.ends : null;
  }
  state.sound = found.sound === true;
  state.theme = ["light", "dark"].includes(found.theme) ? found.theme : null;
  if (Object.hasOwn(content.words, found.language)) state.language = found.language;
  return state;
}

function remember() {
  const text = JSON.stringify(state);
  if (store) {
    try {
      store.setItem(content.key, text);
    } catch {
      // full: the evening goes on, only a reload would begin anew
    }
  } else {
    location.replace(`#${encodeURIComponent(text)}`);
  }
}
