/* Keeps the page of a job up to date until the job is done, without moving the focus. A link does the same without. */

"use strict";

const EVERY_MS = 3000;

async function renew() {
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const progress = page.querySelector("[data-progress]");
    if (progress) shown.replaceChildren(...progress.childNodes);
    else document.querySelector("main").replaceWith(page.querySelector("main"));
  }
  setTimeout(renew, EVERY_MS);
}

setTimeout(renew, EVERY_MS);
