// The evening as a list: before, each round, the change of tables between two of them, the end.

function listed_phases() {
  const list = [{ kind: "before", round: 0, length: 0 }];
  content.rounds.forEach((round, index) => {
    if (index && content.changeover) {
      list.push({ kind: "changeover", round: index, length: content.changeover * MINUTE });
    }
    list.push({
      kind: round.break ? "break" : "round", round: index, length: round.minutes * MINUTE,
    });
  });
  list.push({ kind: "end", round: content.rounds.length - 1, length: 0 });
  return list;
}
const phases = listed_phases();

// Before everything; where rounds have been held already, just before the one that comes next.
function first_phase() {
  if (content.resume < 2) return 0;
  const isIt = (phase) => phase.round === content.resume - 1 && phase.kind !== "changeover";
  return phases.findIndex(isIt) - 1;
}
const state = remembered();

const current = () => phases[state.phase];
const isRunning = () => state.ends !== null;
const isTimed = () => current().length > 0;
const remaining = () => (isRunning() ? Math.max(0, state.ends - Date.now()) : state.left);

function enter(phase, start) {
  state.phase = Math.min(Math.max(phase, 0), phases.length - 1);
  state.left = current().length;
  state.ends = start !== null && isTimed() ? start + current().length : null;
  page = 0;
}

// What has run out gives way to what comes next, however long nobody looked.
function advance() {
  let moved = false;
  while (isRunning() && state.ends <= Date.now()) {
    enter(state.phase + 1, state.ends);
    moved = true;
  }
  if (moved) remember();
  return moved;
}

function toggle() {
  if (current().kind === "before") enter(1, Date.now());
  else if (isRunning()) [state.left, state.ends] = [remaining(), null];
  else if (isTimed()) state.ends = Date.now() + state.left;
}

// Going on keeps running what runs; stepping back shows the phase before in its full length.
function step(by) {
  const runs = isRunning() || (current().kind === "before" && by > 0);
  enter(state.phase + by, runs ? Date.now() : null);
}

function longer() {
  if (!isTimed()) return;
  if (isRunning()) state.ends += MINUTE;
  else state.left += MINUTE;
}

// The round whose tables are to be shown: always the one that comes next.
function shown_round() {
  const { kind, round } = current();
  const working = (index) => index < content.rounds.length && !content.rounds[index].break;
  let next = kind === "round" || kind === "break" ? round + 1 : round;
  while (next < content.rounds.length && !working(next)) next += 1;
  if (next < content.rounds.length && kind !== "end") return next;
  return null;
}
