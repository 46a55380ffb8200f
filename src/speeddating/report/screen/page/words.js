function say(key, filled = {}) {
  return content.words[state.language][key]
    .replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(filled, name) ? filled[name] : whole));
}

// Everything is text: nothing a name holds is ever read as markup.
function make(tag, text = "", kind = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

function put(id, text) {
  const target = element(id);
  if (target.textContent !== text) target.textContent = text;
}

// A letter in a shape and a colour: any one of the three is enough.
function badge(person) {
  const made = make("span", say(`letter_${person.side}`), `badge ${person.side}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function who(person) {
  const line = make("p", "", "who");
  const text = make("span", "", "text");
  const home = person.side === "f" ? say("facilitator") : person.home;
  text.append(make("bdi", home, "home"), make("bdi", person.name, "name"));
  line.append(badge(person), text);
  return line;
}

function time_of_day(moment) {
  return new Intl.DateTimeFormat(state.language, { hour: "2-digit", minute: "2-digit" })
    .format(moment);
}
