/* The search of a static site. MiniSearch finds the books that have the words; the rules of the service's ranking
   (docs/search.md) put them in order, and those that meet the same rule stand as `books.js` has them. */

"use strict";

const { articles, elisions, books } = window.CATALOGUE;
const ARTICLES = new Set(articles);
const ELISIONS = new Set(elisions);
const LIGATURES = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i", ß: "ss" };
const AT_ONCE = 20; // Books shown before one asks for more.
const NEAR = 0.25; // Letters of a word that may be wrong, as a share.
const MOST_SPLIT = 8; // Words of a question that is tried as a title and its author.

/* As catalogue.domain.text folds and cuts: no case, no marks, no ligatures, no elided article. */
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/[œæøłđıß]/g, (letter) => LIGATURES[letter]).replace(/[’‘ʼʹ＇`´]/g, "'");

function cut(text) {
  const parts = fold(text).split("'");
  return parts.flatMap((part, place) => {
    const tokens = part.match(/\p{Script=Han}|[\p{L}\p{N}_+#]+/gu) ?? [];
    const last = tokens.at(-1);
    if (last && place < parts.length - 1 && part.endsWith(last) && ELISIONS.has(last)) tokens.pop();
    return tokens;
  });
}

const library = new MiniSearch({
  fields: ["t", "a", "h", "o"],
  idField: "place",
  tokenize: (text) => text.split(" "),
  processTerm: (word) => (word === "|" ? null : word),
  searchOptions: { boost: { t: 4, a: 3, h: 2 }, combineWith: "AND" },
});
library.addAll(books.map(({ t, a, h, o }, place) => ({ place, t, a, h, o })));

const withoutArticle = (words) => (words.length > 1 && ARTICLES.has(words[0]) ? words.slice(1) : words);
const has = (text, words) => words.every((word) => ` ${text ?? ""} `.includes(` ${word} `));
const sorted = (words) => words.toSorted().join(" ");

/* Returns the number of the strictest rule that a book meets; the smaller, the nearer to the top. */
function rank(book, words, keys) {
  const { t, a = "", h = "" } = book;
  const has_title = (some) => book.keys?.includes(some.join(" ")) || book.keys?.includes(withoutArticle(some).join(" "));
  if (keys.some((key) => book.keys?.includes(key))) return 0;
  if (words.length > 1 && words.length <= MOST_SPLIT) {
    for (let place = 1; place < words.length; place++) {
      const [first, second] = [words.slice(0, place), words.slice(place)];
      if ((has_title(first) && has(a, second)) || (has_title(second) && has(a, first))) return 1;
    }
  }
  if (keys.some((key) => `${book.sort ?? ""} `.startsWith(`${key} `) || `${t} `.startsWith(`${key} `))) return 2;
  if (` ${t} `.includes(` ${words.join(" ")} `)) return 3;
  if (book.keys?.some((key) => keys.some((other) => sorted(key.split(" ")) === sorted(other.split(" "))))) return 4;
  const needed = withoutArticle(words);
  if (has(t, needed)) return 5;
  if (has(a, needed)) return 6;
  if (needed.every((word) => has(`${t} ${a}`, [word]))) return 7;
  return needed.every((word) => has(`${t} ${a} ${h}`, [word])) ? 8 : 9;
}

/* Returns the places of the books found for a text, and whether they only come near. */
function find(text) {
  const number = text.replace(/[\s-]/g, "").toLowerCase();
  const words = /^\d{9,13}x?$/.test(number) ? [number] : cut(text);
  if (!words.length) return [books.map((_, place) => place), false];
  const keys = [words.join(" "), withoutArticle(words).join(" ")];
  for (const some of [words, withoutArticle(words)]) {
    const places = library.search(some.join(" ")).map((hit) => hit.id);
    if (places.length) return [order(places, words, keys), false];
  }
  const near = library.search(words.join(" "), { prefix: (_, place) => place === words.length - 1, fuzzy: (word) => (word.length > 3 ? NEAR : false) });
  return [near.map((hit) => hit.id), true];
}

function order(places, words, keys) {
  const ranks = new Map(places.map((place) => [place, rank(books[place], words, keys)]));
  return places.toSorted((one, other) => ranks.get(one) - ranks.get(other) || one - other);
}

/* The filters that links of the pages use; any other parameter is passed over. */
const FILTERS = {
  dewey: (book, value) => book.dewey?.startsWith(value),
  call_number: (book, value) => book.places?.some((place) => place.endsWith(value)),
  language: (book, value) => book.language === value,
  title: (book, value) => has(book.t, cut(value)),
  publisher: (book, value) => fold(book.publisher ?? "") === fold(value),
  series: (book, value) => fold(book.series ?? "") === fold(value),
  author: (book, value) => has(book.a, cut(value)),
  subject: (book, value) => book.subjects?.some((subject) => fold(subject) === fold(value)),
};
const ORDERS = {
  title: (one, other) => ((one.sort ?? "") < (other.sort ?? "") ? -1 : 1),
  "-created": (one, other) => other.created - one.created,
  "-year": (one, other) => (other.year ?? -1e6) - (one.year ?? -1e6),
};

/* Returns the books that a query string asks for. */
function answer(parameters) {
  const text = parameters.get("q") ?? "";
  const [places, isNear] = find(text);
  let found = places.map((place) => books[place]);
  for (const [name, meets] of Object.entries(FILTERS)) {
    if (parameters.has(name)) found = found.filter((book) => meets(book, parameters.get(name)));
  }
  const compare = ORDERS[parameters.get("sort")] ?? (text.trim() ? null : ORDERS.title);
  return [compare ? found.toSorted(compare) : found, isNear && found.length > 0];
}

window.answer = answer;

const page = document.documentElement.lang;
const nameOf = new Intl.DisplayNames([page], { type: "language" });

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function show(book) {
  const link = make("a", "", book.title.replace(/(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}])/gu, "’"));
  link.href = `books/${book.id}.html`;
  const title = make("h3", "hit-title", link);
  if (book.language && book.language !== page) title.lang = book.language;
  const facts = [book.year, book.publisher, book.language && nameOf.of(book.language)].filter(Boolean);
  const lines = [title];
  if (book.subtitle) lines.push(make("p", "hit-subtitle", book.subtitle));
  if (book.authors) lines.push(make("p", "hit-authors", book.authors.join(", ")));
  if (facts.length) lines.push(make("p", "hit-facts", facts.join(" · ")));
  if (book.places) lines.push(make("p", "standing", book.places.join(" · ")));
  return make("li", "hit", make("div", "", ...lines));
}

function fill() {
  const results = document.getElementById("site-results");
  const list = results.querySelector("ol");
  const more = document.getElementById("site-more");
  const parameters = new URLSearchParams(location.search);
  document.getElementById("q").value = parameters.get("q") ?? "";
  const [found, isNear] = answer(parameters);
  const { one, many, none, similar } = results.dataset;
  const counted = (found.length === 1 ? one : many).replace("#", found.length.toLocaleString(page));
  document.getElementById("found").textContent = found.length ? counted : none;
  document.getElementById("site-similar").hidden = !isNear;
  document.getElementById("site-similar").textContent = similar;
  const showMore = () => {
    const start = list.children.length;
    list.append(...found.slice(start, start + AT_ONCE).map(show));
    more.hidden = list.children.length >= found.length;
    list.children[start]?.querySelector("a").focus({ preventScroll: true });
  };
  list.append(...found.slice(0, AT_ONCE).map(show));
  more.hidden = found.length <= AT_ONCE;
  more.addEventListener("click", showMore);
}

fill();
