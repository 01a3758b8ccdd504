/* The desk's forms, quicker: completion from what is known, and ISBNs checked as they are typed. All works without. */

"use strict";

const PAUSE_MS = 150;

/* Fills a datalist with the names that go on what is typed. */
function complete(input) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-known`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer;
  let asked = "";
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked = input.value.trim();
      if (asked.length < 2) return;
      const question = asked;
      const answer = await fetch(`/desk/completions/${input.dataset.complete}?q=${encodeURIComponent(question)}`);
      if (!answer.ok || question !== asked) return;
      list.replaceChildren(
        ...(await answer.json()).map((name) => {
          const option = document.createElement("option");
          option.value = name;
          return option;
        }),
      );
    }, PAUSE_MS);
  });
}

/* Whether the check digit of an ISBN-10 or ISBN-13 holds (ISO 2108); true of what is not yet so long. */
function holds(text) {
  const digits = text.replace(/[\s-–]/g, "").toUpperCase();
  if (/^97[89]\d{10}$/.test(digits)) {
    return [...digits].reduce((sum, digit, place) => sum + digit * (place % 2 ? 3 : 1), 0) % 10 === 0;
  }
  if (/^\d{9}[\dX]$/.test(digits)) {
    return [...digits].reduce((sum, digit, place) => sum + (digit === "X" ? 10 : +digit) * (10 - place), 0) % 11 === 0;
  }
  return true;
}

function check(input) {
  const line = document.createElement("p");
  line.className = "form-error";
  line.setAttribute("role", "status");
  input.after(line);
  input.addEventListener("input", () => {
    line.textContent = holds(input.value) ? "" : input.dataset.fault;
  });
}

for (const input of document.querySelectorAll("[data-complete]")) complete(input);
for (const input of document.querySelectorAll("[data-isbn]")) check(input);
