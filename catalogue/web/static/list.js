/* "My list": the numbers of books, kept by this browser alone. Without this script a shared list is shown all the same. */

"use strict";

const KEPT = "list";
const MOST_KEPT = 200;

const readKept = () => {
  try {
    return (localStorage.getItem(KEPT) ?? "").split(".").filter(Boolean);
  } catch {
    return []; // The reader forbids it.
  }
};

function writeKept(numbers) {
  try {
    localStorage.setItem(KEPT, numbers.slice(0, MOST_KEPT).join("."));
  } catch {
    return;
  }
  showKept();
}

const listAddress = (link) => `${link.pathname}${readKept().length ? `?books=${readKept().join(".")}` : ""}`;

function showKept() {
  const kept = readKept();
  for (const button of document.querySelectorAll("[data-keep]")) {
    const isKept = kept.includes(button.dataset.keep);
    button.hidden = false;
    button.setAttribute("aria-pressed", isKept);
    button.querySelector("span").textContent = isKept ? button.dataset.remove : button.dataset.add;
  }
  for (const link of document.querySelectorAll("[data-kept]")) {
    link.querySelector("span").textContent = kept.length ? ` (${kept.length})` : "";
    link.href = listAddress(link);
  }
  const all = document.querySelector("[data-keep-all]");
  if (all) all.hidden = all.dataset.keepAll.split(".").every((number) => kept.includes(number));
  const none = document.querySelector("[data-forget]");
  if (none) none.hidden = !kept.length;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep], [data-keep-all], [data-forget]");
  if (!button) return;
  const kept = readKept();
  const { keep, keepAll } = button.dataset;
  if (keep) writeKept(kept.includes(keep) ? kept.filter((number) => number !== keep) : [...kept, keep]);
  else if (keepAll) writeKept([...new Set([...kept, ...keepAll.split(".")])]);
  else {
    writeKept([]);
    location.assign(location.pathname);
  }
});

document.addEventListener("results", showKept);
window.addEventListener("storage", showKept);
showKept();

/* The bare address shows this browser's list. */
const mine = document.querySelector("[data-fill-in]");
if (mine && readKept().length) location.replace(`${location.pathname}?books=${readKept().join(".")}`);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
