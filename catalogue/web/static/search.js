/* Completions under the search box, and results that arrive as one types. Everything works without this script.

   The box becomes a combobox with a list (WAI-ARIA Authoring Practices, "editable combobox with list autocomplete"):
   the focus stays in the box, arrow keys walk through the list, Enter follows what is chosen, Escape closes. */

"use strict";

const PAUSE = 150; // Milliseconds without a keystroke before anything is asked.
const SETTLED = 700; // And before a word that finds nothing is taken for finished, so that its spelling is looked at.
const SLOW = 600; // And before a reader is told that an answer takes its time.
const SHORTEST = 2; // Letters that are worth asking about before Enter is pressed.
const OFFERED = 4; // Completions of each kind.
const COMPOSING = 229; // The key code of whatever belongs to an input method; Safari says so of the last Enter only here.

const counted = (form, name, n) => form.dataset[n === 1 ? `${name}One` : `${name}Many`].replace("#", n.toLocaleString(document.documentElement.lang));

const typeset = (text) => text.replace(/(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}])/gu, "’");

function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/* What is said to screen readers; said to everyone when `isShown`. */
function speaker(form) {
  const line = form.appendChild(made("p", { role: "status", class: "ask-status visually-hidden" }));
  return (text, isShown = false) => {
    line.textContent = text;
    line.classList.toggle("visually-hidden", !isShown);
  };
}

class Completions {
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.asker = new Asker();
    this.active = -1;
    this.options = [];
    this.list = made("div", { id: `${input.id}-list`, role: "listbox", class: "completions", "aria-label": form.dataset.list });
    this.list.hidden = true;
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // The box keeps the focus.
    input.after(this.list);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) {
      input.setAttribute(key, value);
    }
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.press(event));
  }

  /* Asks for what the text may become, shows it, and returns how much there is; nothing when there is no answer. */
  async complete() {
    const text = this.input.value.trim();
    if (text.length < SHORTEST) {
      this.close();
      return 0;
    }
    try {
      const answer = await this.asker.get(`${this.form.dataset.suggest}?${new URLSearchParams({ q: text, limit: OFFERED })}`);
      this.show(await answer.json());
      return this.options.length;
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // Completions of an older text would mislead.
      return 0;
    }
  }

  show({ titles, authors, subjects, series }) {
    const { action, dataset } = this.form;
    const heading = (kind) => ({ name, books }) => this.option(`${action}?${new URLSearchParams({ [kind]: name })}`, name, counted(this.form, "count", books));
    const groups = [
      this.group("titles", dataset.titles, titles.map(({ id, title, authors: names }) => this.option(dataset.books + id, title, names.join(", ")))),
      this.group("authors", dataset.authors, authors.map(heading("author"))),
      this.group("subjects", dataset.subjects, subjects.map(heading("subject"))),
      this.group("series", dataset.series, series.map(heading("series"))),
    ];
    this.list.replaceChildren(...groups.filter(Boolean));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, place) => (option.id = `${this.list.id}-${place}`));
    this.walk(-1);
    const isOpen = this.options.length > 0 && document.activeElement === this.input;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", isOpen);
  }

  group(name, label, options) {
    if (!options.length) return null;
    const head = made("span", { id: `${this.list.id}-${name}`, class: "completions-head" }, label);
    return made("div", { role: "group", "aria-labelledby": head.id }, head, ...options);
  }

  option(address, text, more) {
    const inner = [made("span", { class: "completion" }, typeset(text))];
    if (more) inner.push(" ", made("span", { class: "quiet" }, typeset(more)));
    return made("a", { role: "option", href: address, tabindex: "-1", "aria-selected": "false" }, ...inner);
  }

  /* Closes the list, and keeps an answer that is still on its way from opening it again. */
  close() {
    this.asker.cancel();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.walk(-1);
  }

  /* Goes to an option, -1 for the box itself. */
  walk(place) {
    this.active = place;
    this.options.forEach((option, n) => option.setAttribute("aria-selected", n === place));
    if (place < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", this.options[place].id);
    this.options[place].scrollIntoView({ block: "nearest" });
  }

  step(by) {
    const n = this.options.length + 1; // The box is one of the stops.
    this.walk(((this.active + 1 + by + n) % n) - 1);
  }

  async arrow(by, isOnlyOpening) {
    if (this.list.hidden) {
      await this.complete();
      if (this.list.hidden || isOnlyOpening) return;
    }
    this.step(by);
  }

  press(event) {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    const isOpen = !this.list.hidden;
    const does = {
      ArrowDown: () => this.arrow(1, event.altKey),
      ArrowUp: () => (event.altKey ? this.close() : this.arrow(-1)),
      Enter: isOpen && this.active >= 0 && (() => this.options[this.active].click()),
      Escape: isOpen && (() => this.close()),
    }[event.key];
    if (does) {
      event.preventDefault();
      does();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      this.walk(-1); // Back to the text, where the caret moves.
    }
  }
}

function enliven(form) {
  const input = form.querySelector("[name=q]");
  const say = speaker(form);
  const completions = new Completions(form, input);
  const live = form.classList.contains("ask-again") ? results : null;
  let timer;
  let settling;

  function address(isUnfinished) {
    const fields = [...new FormData(form)].filter(([, value]) => value.trim());
    if (isUnfinished && input.value.trim()) fields.push(["typing", "1"]);
    return `${form.action}${fields.length ? "?" : ""}${new URLSearchParams(fields)}`;
  }

  /* Returns the heading of the results, an empty text when they were not put there. */
  async function refresh(isUnfinished) {
    const asked = address(isUnfinished);
    const slow = setTimeout(() => say(form.dataset.waiting, true), SLOW);
    try {
      const page = await live.fetch(asked);
      const isRead = live.region.contains(document.activeElement); // What is being read stays.
      return !isRead && live.put(page, asked) ? live.heading : "";
    } finally {
      clearTimeout(slow);
    }
  }

  async function look(isUnfinished) {
    clearTimeout(settling);
    const offered = isUnfinished ? completions.complete() : 0;
    const heading = live ? await refresh(isUnfinished) : "";
    const n = await offered;
    say([heading, n ? counted(form, "offers", n) : ""].filter(Boolean).join(". "));
    if (isUnfinished && live && live.isEmpty) settling = setTimeout(() => attempt(false), SETTLED);
  }

  function attempt(isUnfinished) {
    look(isUnfinished).catch((error) => error.name !== "AbortError" && say(form.dataset.failed, true));
  }

  function wait() {
    clearTimeout(timer);
    clearTimeout(settling);
    const isTooShort = input.value.trim().length === 1; // Half of all books would answer, late.
    if (isTooShort) completions.close();
    else timer = setTimeout(() => attempt(true), PAUSE);
  }

  input.addEventListener("input", (event) => event.isComposing || wait());
  input.addEventListener("compositionend", wait);
  input.addEventListener("change", () => live && (live.isNew = true));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    clearTimeout(settling);
    completions.close();
    if (live) live.asker.cancel();
  });
}

for (const form of document.querySelectorAll("form[data-suggest]")) enliven(form);
