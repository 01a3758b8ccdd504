/* The field for a scanner: scans are sent one after the other while the next is typed, with a sound for what each was. */

"use strict";

const form = document.querySelector("#scan-form");
const input = form.querySelector("input[name=codes]");
const said = document.querySelector("#scan-said");
const kept = `scans-${form.dataset.list}`;
const places = { copy: "#scan-good", book: "#scan-good", unknown: "#scan-unknown", double: "#scan-double" };
/* Pitch in hertz and length in seconds: high and short is good, low and long wants a look. */
const sounds = { copy: [[880, 0.08]], book: [[440, 0.25]], remark: [[660, 0.1], [440, 0.2]], double: [[440, 0.1], [440, 0.1]], unknown: [[160, 0.5]] };

let waiting = JSON.parse(sessionStorage.getItem(kept) || "[]");
let isSending = false;
let audio;

function keep() {
  sessionStorage.setItem(kept, JSON.stringify(waiting));
}

function play(state) {
  if (!document.querySelector("#scan-sound").checked) return;
  audio ||= new AudioContext();
  let start = audio.currentTime;
  for (const [pitch, seconds] of sounds[state]) {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(audio.destination);
    tone.start(start);
    tone.stop(start + seconds);
    start += seconds + 0.06;
  }
}

function count(section, step) {
  const counter = section.querySelector("[data-count]");
  counter.textContent = Number(counter.textContent) + step;
  if (section.id !== "scan-good") section.hidden = counter.textContent === "0";
}

function show(line) {
  const section = document.querySelector(places[line.state]);
  section.querySelector("tbody").insertAdjacentHTML("afterbegin", line.row);
  count(section, 1);
  const row = section.querySelector("tr[data-scan]");
  said.textContent = [...row.cells].slice(0, 5).map((cell) => cell.textContent.trim()).join(" · ");
  said.dataset.state = line.has_remark ? "remark" : line.state;
  play(said.dataset.state);
}

async function send(address, fields) {
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...fields });
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return answer;
}

async function sendWaiting() {
  if (isSending) return;
  isSending = true;
  try {
    while (waiting.length) {
      const lines = await (await send(form.action || location.pathname, { codes: waiting[0] })).json();
      waiting.shift();
      keep();
      lines.forEach(show);
    }
  } catch {
    said.textContent = form.dataset.lost;
    said.dataset.state = "unknown";
    play("unknown");
  }
  isSending = false;
}

function newestRow() {
  const rows = [...document.querySelectorAll("tr[data-scan]")];
  return rows.sort((one, other) => Number(other.dataset.scan) - Number(one.dataset.scan))[0];
}

async function remove(row) {
  const button = row.querySelector("form[data-remove]");
  await send(button.action, { scan: row.dataset.scan });
  said.textContent = `${row.cells[0].textContent} –`;
  count(row.closest("section"), -1);
  row.remove();
  input.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = input.value.trim();
  input.value = "";
  input.focus();
  if (!code) return;
  waiting.push(code);
  keep();
  sendWaiting();
});

input.addEventListener("keydown", (event) => {
  const row = newestRow();
  if (event.key === "Delete" && !input.value && !isSending && row) remove(row).catch(() => location.reload());
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-remove]")) return;
  event.preventDefault();
  remove(event.target.closest("tr")).catch(() => location.reload());
});

document.querySelector(".no-script")?.remove();
input.focus();
sendWaiting();
