// What is counted down, and what the room is to do.

let before_tick = null;

function draw_clock() {
  const { kind, round } = current();
  const left = Math.ceil(remaining() / 1000);
  const digits = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  document.body.className = kind;
  document.body.classList.toggle("soon", kind === "round" && left <= 60);
  document.body.classList.toggle("still", isTimed() && !isRunning());
  put("phase", title(kind, round));
  put("countdown", kind === "before" || kind === "end" ? "" : digits);
  element("countdown").className = digits.length > "00:00".length ? "long" : "";
  put("hint", hint(kind, round));
  put("now", time_of_day(Date.now()));
  element("paused").hidden = !(isTimed() && !isRunning());
  element("bar").hidden = !isTimed();
  const share = isTimed() ? 1 - remaining() / current().length : 0;
  element("done").style.width = `${Math.max(0, share) * 100}%`;
}

function title(kind, round) {
  if (kind === "round") return say("round_of", { number: round + 1, count: content.rounds.length });
  return say({ before: "not_started", end: "finished" }[kind] || kind);
}

function hint(kind, round) {
  const start = content.rounds[0].start;
  if (kind === "before") return start ? say("starts_at", { time: start[state.language] }) : "";
  if (kind === "end") return say("goodbye");
  if (kind === "changeover") return say("changeover_hint", { number: round + 1 });
  return isRunning() ? say("until", { time: time_of_day(state.ends) }) : "";
}

// Sounds belong to the second in which they are due: a reload or a jump makes none.
function tick() {
  const earlier = before_tick;
  const was = state.phase;
  const moved = advance();
  const left = remaining();
  if (earlier !== null && earlier.phase === was && isRunning() | moved) {
    const rang = phases[was].kind !== "before";
    if (moved && rang) ring();
    else if (!moved && current().kind === "round" && current().length > MINUTE
      && earlier.left > MINUTE && left <= MINUTE) warn();
  }
  before_tick = { phase: state.phase, left };
  draw();
}

function draw() {
  draw_clock();
  draw_tables();
}

// Language and theme change rarely: what depends on them alone is drawn here.
function redraw() {
  document.documentElement.lang = state.language;
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  put("occasion", content.occasion[state.language]);
  put("paused", say("paused"));
  element("search").placeholder = say("search");
  element("search").setAttribute("aria-label", say("search"));
  const legend = ["e", "a"].map((side) => {
    const entry = make("span", "", "entry");
    entry.append(badge({ side }), make("span", say(`side_${side}`)));
    return entry;
  });
  element("legend").replaceChildren(...legend);
  draw_keys();
  draw_found();
  draw();
}
