// The tables of the round that comes next, as many to a page as can be read from afar.

const PAGE_SECONDS = 10;
const IDLE_TOGETHER = 4;
let page = 0;
let pages = [];
let turned = Date.now();
let drawn = "";

const is_wide = () => window.matchMedia("(min-width: 900px)").matches;

function cards_of(round) {
  const seats = content.seats[round];
  const cards = seats.map((seat) => card(seat.table[state.language], seat.who, "card", seat.group));
  const seated = new Set(seats.flatMap((seat) => seat.who));
  const idle = content.people.map((person, place) => place).filter((place) => {
    const person = content.people[place];
    return person.side !== "f" && !seated.has(place) && !person.absent.includes(round + 1);
  });
  for (let from = 0; from < idle.length; from += IDLE_TOGETHER) {
    cards.push(card(say("pause"), idle.slice(from, from + IDLE_TOGETHER), "card idle"));
  }
  return cards;
}

function card(title, places, kind = "card", group = "") {
  const made = make("li", "", kind);
  made.append(make("h3", title));
  if (group) made.append(make("bdi", group, "group"));
  made.append(...places.map((place) => who(content.people[place])));
  return made;
}

// On a wide screen a page ends where the next card would no longer be seen whole.
function paged(cards) {
  const list = element("seats");
  if (!is_wide()) return [cards];
  const made = [];
  list.replaceChildren();
  let here = [];
  for (const one of cards) {
    list.append(one);
    if (here.length && list.scrollHeight > list.clientHeight) {
      made.push(here);
      here = [];
      list.replaceChildren(one);
    }
    here.push(one);
  }
  made.push(here);
  return made;
}

function draw_tables() {
  const round = shown_round();
  put("seats-title", round === null ? "" : say("seats_of", { number: round + 1 }));
  const mark = JSON.stringify([round, state.language, innerWidth, innerHeight, is_wide()]);
  if (mark !== drawn) {
    drawn = mark;
    pages = round === null ? [[]] : paged(cards_of(round));
    turned = Date.now();
    show_page(0);
  } else if (pages.length > 1 && Date.now() - turned >= PAGE_SECONDS * 1000) {
    show_page(page + 1);
  }
  put("page", pages.length < 2 ? "" : say("page_of", { number: page + 1, count: pages.length }));
}

function show_page(number) {
  page = ((number % pages.length) + pages.length) % pages.length;
  element("seats").replaceChildren(...pages[page]);
  turned = Date.now();
}
