// « Où suis-je ? »: by name or organisation, accents and capitals aside.

const most_found = () => (is_wide() ? 3 : 8);

function bare(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("œ", "oe").replaceAll("æ", "ae").replace(/[\u2019\u02bc]/g, "'");
}
const haystack = content.people.map((person) => bare(`${person.name} ${person.home}`));

function found_people() {
  const needles = bare(element("search").value).split(/\s+/).filter(Boolean);
  if (!needles.length) return null;
  return content.people.map((person, place) => place)
    .filter((place) => needles.every((needle) => haystack[place].includes(needle)));
}

function draw_found() {
  const found = found_people();
  element("found").hidden = found === null;
  for (const id of ["seats", "seats-title", "page", "legend"]) {
    element(id).hidden = found !== null;
  }
  document.querySelector("main").classList.toggle("searching", found !== null);
  if (found === null) return;
  const lines = found.slice(0, most_found()).map((place) => road(place, found.length === 1));
  if (!found.length) lines.push(make("li", say("nobody", { text: element("search").value })));
  if (found.length > most_found()) lines.push(make("li", say("many", { count: found.length })));
  element("found").replaceChildren(...lines);
}

function road(place, alone) {
  const person = content.people[place];
  const line = make("li", "", alone ? "road alone" : "road");
  const stops = make("ol");
  content.rounds.forEach((round, index) => stops.append(stop(person, place, index, alone)));
  line.append(who(person), stops);
  return line;
}

function stop(person, place, index, alone) {
  const round = content.rounds[index];
  const seat = content.seats[index].find((one) => one.who.includes(place));
  const kind = current().kind;
  const here = index === current().round && kind !== "before" && kind !== "end";
  const made = make("li", "", here ? "stop here" : "stop");
  const when = round.start ? ` · ${round.start[state.language]}` : "";
  made.append(make("span", say("round", { number: index + 1 }) + (alone ? when : ""), "when"));
  const why = person.absent.includes(index + 1) ? "absent" : round.break ? "break" : "pause";
  made.append(make("span", seat ? seat.table[state.language] : say(why), seat ? "where" : "why"));
  if (seat && alone) {
    const others = seat.who.map((other) => content.people[other])
      .filter((other) => other !== person && (other.side !== person.side));
    made.append(make("bdi", others.map((one) => one.home || one.name).join(", "), "whom"));
    if (seat.group) made.append(make("bdi", seat.group, "group"));
  }
  return made;
}
