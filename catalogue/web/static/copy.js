/* Buttons that copy a citation. Without this script there are none, and the text can be selected as any other. */

"use strict";

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const done = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText(source.innerText);
    done.textContent = button.dataset.done;
  } catch {
    select(source); // Where pages may not write to the clipboard, the keys for copying still do.
    done.textContent = button.dataset.selected;
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
