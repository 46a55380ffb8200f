// Every key has its button, so that a telephone without keys can do the same.

const KEYS = [
  { on: [" "], shown: "keyboard_space", what: "key_start", act: toggle },
  { on: ["ArrowRight"], shown: "→", what: "key_next", act: () => step(1) },
  { on: ["ArrowLeft"], shown: "←", what: "key_back", act: () => step(-1) },
  { on: ["+"], shown: "+", what: "key_longer", act: longer },
  { on: ["Enter", "/"], shown: "keyboard_enter", what: "key_find", act: find },
  { on: ["PageDown", "ArrowDown"], shown: "keyboard_pages", what: "key_pages",
    act: () => show_page(page + 1) },
  { on: ["PageUp", "ArrowUp"], act: () => show_page(page - 1) },
  { on: ["s"], shown: "S", what: "key_sound", act: () => { state.sound = !state.sound; } },
  { on: ["t"], shown: "T", what: "key_theme", act: change_theme },
  { on: ["l"], shown: "L", what: "key_language", act: change_language },
];

function find() {
  element("search").focus();
  element("search").select();
}

function leave_search() {
  element("search").value = "";
  element("search").blur();
  draw_found();
}

function change_theme() {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  state.theme = (state.theme || dark) === "dark" ? "light" : "dark";
}

function change_language() {
  const known = Object.keys(content.words);
  state.language = known[(known.indexOf(state.language) + 1) % known.length];
}

function perform(key) {
  key.act();
  before_tick = null;
  wake();
  remember();
  redraw();
}

function draw_keys() {
  const focused = document.activeElement?.dataset?.what;
  const buttons = KEYS.filter((key) => key.what).map((key) => {
    const button = make("button");
    button.type = "button";
    button.dataset.what = key.what;
    const shown = key.shown in content.words[state.language] ? say(key.shown) : key.shown;
    let what = say(key.what);
    if (key.what === "key_sound") {
      const now = waits_for_a_key() ? "sound_waits" : state.sound ? "on" : "off";
      what = `${what} (${say(now)})`;
    }
    button.append(make("kbd", shown), make("span", what));
    button.addEventListener("click", () => perform(key));
    return button;
  });
  element("keys").replaceChildren(...buttons);
  if (focused) buttons.find((button) => button.dataset.what === focused)?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  wake();
  if (event.key === "Escape") {
    leave_search();
    return;
  }
  if (event.target === element("search")) return;
  if (event.target instanceof HTMLButtonElement && [" ", "Enter"].includes(event.key)) return;
  const key = KEYS.find((one) => one.on.includes(event.key.length > 1
    ? event.key : event.key.toLowerCase()));
  if (!key) return;
  event.preventDefault();
  if (!event.repeat) perform(key);
});
element("search").addEventListener("input", draw_found);
window.addEventListener("resize", draw);

redraw();
tick();
setInterval(tick, 250);
