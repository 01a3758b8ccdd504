/* Results put in the place of those on the page: while somebody types, and while somebody chooses filters on a phone. */

"use strict";

/* Fetches one address at a time: a newer question ends the one before. */
class Asker {
  last = new AbortController();

  cancel() {
    this.last.abort();
  }

  async get(address) {
    this.cancel();
    this.last = new AbortController();
    const answer = await fetch(address, { signal: this.last.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer;
  }
}

/* One entry in the browser's history for each time that somebody types, so that Back leads to what was there before and
   not through every letter. */
class Results {
  asker = new Asker();
  isNew = true;

  constructor(region) {
    this.region = region;
    this.shown = this.here;
    window.addEventListener("popstate", () => this.here !== this.shown && location.reload());
  }

  get here() {
    return location.pathname + location.search;
  }

  get isEmpty() {
    return this.region.querySelector(".hit") === null;
  }

  get filters() {
    return this.region.querySelector(".filters");
  }

  get heading() {
    return this.region.querySelector("h1").textContent.trim();
  }

  async fetch(address) {
    const answer = await this.asker.get(address);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  /* Returns whether the results of the page that was fetched were put here. */
  put(page, address) {
    const fresh = page.getElementById("results");
    if (!fresh) return false;
    const filters = fresh.querySelector(".filters");
    if (filters && this.filters) filters.open = this.filters.open;
    this.region.replaceChildren(...fresh.childNodes);
    history[this.isNew ? "pushState" : "replaceState"](null, "", address);
    this.isNew = false;
    this.shown = this.here;
    document.title = page.title;
    document.dispatchEvent(new Event("results"));
    for (const next of document.querySelectorAll(".switch [name=next]")) next.value = this.here;
    return true;
  }
}

/* The filters on a phone: a sheet over the list, which stays open while one chooses. */
class Sheet {
  constructor(results) {
    this.results = results;
    results.region.addEventListener("click", (event) => this.click(event));
    results.region.addEventListener("submit", (event) => this.submit(event));
  }

  get isSheet() {
    return this.results.filters && getComputedStyle(this.results.filters.firstElementChild).display !== "none";
  }

  click(event) {
    const link = event.target.closest(".facet a, .filters-done a");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !this.isSheet || !isPlain) return;
    event.preventDefault();
    if (link.closest(".filters-done")) {
      this.results.filters.open = false;
      this.results.filters.firstElementChild.focus();
    } else this.narrow(link.href, link.closest("section").getAttribute("aria-labelledby"), link.querySelector(".facet-value").textContent);
  }

  submit(event) {
    const form = event.target;
    if (!form.matches(".years") || !this.isSheet) return;
    event.preventDefault();
    const fields = [...new FormData(form)].filter(([, value]) => value.trim());
    this.narrow(`${form.action}?${new URLSearchParams(fields)}`);
  }

  async narrow(address, facet, value) {
    try {
      const page = await this.results.fetch(address);
      const top = this.results.filters.querySelector(".filters-body").scrollTop;
      this.results.isNew = true;
      if (!this.results.put(page, address)) throw new Error("no results");
      this.carryFilters(page);
      this.results.filters.querySelector(".filters-body").scrollTop = top;
      this.find(facet, value)?.focus({ preventScroll: true });
      this.say(this.results.filters.querySelector(".filters-done").textContent.trim());
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  /* The search box keeps to the filters that are chosen now. */
  carryFilters(page) {
    const [fresh, form] = [page, document].map((one) => one.querySelector(".results-box form"));
    if (!fresh || !form) return;
    for (const field of form.querySelectorAll("[type=hidden]")) field.remove();
    form.append(...fresh.querySelectorAll("[type=hidden]"));
  }

  say(text) {
    this.line ??= Object.assign(document.createElement("p"), { role: "status", className: "visually-hidden" });
    document.querySelector("main").append(this.line);
    this.line.textContent = text;
  }

  find(facet, value) {
    const links = [...this.results.filters.querySelectorAll(".facet a")];
    const alike = links.filter((link) => link.querySelector(".facet-value").textContent === value);
    return alike.find((link) => link.closest("section").getAttribute("aria-labelledby") === facet) ?? this.results.filters.firstElementChild;
  }
}

const region = document.getElementById("results");
const results = region && new Results(region);
if (results) new Sheet(results);

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.(".menu[open], .filters[open], .sort-menu[open]");
  if (!open || event.defaultPrevented) return;
  open.open = false;
  open.firstElementChild.focus();
});
