// Which key does what. The buttons, the page of all keys and what happens come from the same rows.

import { ask, byId, element, want } from "./elements.js";
import { openList } from "./list.js";
import { step, unfoldAll } from "./verdict.js";

/** Set by what the session tells. */
export const known = { best: null, canBeTimed: false, isOver: false };

const KEYS = [
  { key: "n", does: "next", button: true, act: () => want("next") },
  { key: "p", does: "previous", button: true, act: () => want("previous") },
  { key: "h", does: "one more hint", button: "hint", act: moreHints },
  { key: "g", does: "guide", act: () => goTo("guide") },
  { key: "e", does: "edit", button: true, act: () => want("edit") },
  { key: "o", does: "plots", act: () => byId("plots-section").scrollIntoView() },
  { key: "v", does: "open the plots in a viewer", act: () => want("view_plots") },
  { key: "s", does: "solution", button: true, act: solution },
  { key: "b", does: "bench", button: true, when: () => known.canBeTimed, act: () => want("time") },
  { key: "f", does: "next failure", act: () => step(true) },
  { key: "F", does: "failure before", act: () => step(false) },
  { key: "a", does: "unfold all", act: unfoldAll },
  { key: "l", does: "list", button: true, act: openList },
  { key: "/", does: "list, to filter", act: openList },
  { key: "d", does: "ndarray in a dozen lines", act: dozenLines },
  { key: "r", does: "run again", button: true, act: () => want("run") },
  { key: "x", does: "reset the file", button: "reset", act: reset },
  { key: "j", does: "a line down", act: () => scroll(60) },
  { key: "k", does: "a line up", act: () => scroll(-60) },
  { key: "?", does: "keys", button: true, act: () => byId("keys").showModal() },
  { key: "q", does: "end the session", act: quit },
];

export function watchKeys() {
  byId("keys-rows").replaceChildren(...KEYS.map(({ key, does }) =>
    element("tr", {}, element("td", {}, element("kbd", {}, key)), element("td", {}, does))));
  drawButtons();
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || known.isOver) return;
    const dialog = document.querySelector("dialog[open]");
    // A dialog that is closed may keep the focus in its field.
    const isTyped = event.target.closest("input, textarea, select") && !event.target.closest("dialog:not([open])");
    // As in the session, esc and q go back.
    if (dialog && (event.key === "Escape" || (event.key === "q" && !isTyped))) {
      event.preventDefault();
      dialog.close("no");
    }
    if (dialog || isTyped) return;
    const meant = KEYS.find(({ key, when }) => key === event.key && (!when || when()));
    if (!meant) return;
    event.preventDefault();
    meant.act();
  });
  document.addEventListener("click", event => {
    if (event.target.closest("[data-does=dozen]")) dozenLines();
  });
}

export function drawButtons() {
  const buttons = KEYS.filter(({ button, when }) => button && (!when || when())).map(({ key, does, button, act }) => {
    const made = element("button", { type: "button", disabled: known.isOver }, button === true ? does : button, " ",
      element("kbd", {}, key));
    made.addEventListener("click", act);
    return made;
  });
  // Whoever is at a button stays there.
  const here = [...byId("actions").children].indexOf(document.activeElement);
  byId("actions").replaceChildren(...buttons);
  if (here >= 0) buttons[Math.min(here, buttons.length - 1)].focus();
}

function goTo(id) {
  byId(id).scrollIntoView();
  byId(id).focus({ preventScroll: true });
}

async function moreHints() {
  await want("hint");
  byId("hints-title").scrollIntoView({ block: "nearest" });
}

async function solution() {
  const isFull = known.best === 100;
  const words = `The solution is meant for after full marks; your best so far is ${known.best ?? 0}/100. Show it now?`;
  if (isFull || await ask(words)) want("solution", { reveal: !isFull });
}

async function reset() {
  const words = `${byId("file").textContent} becomes as it was at first. Your version is kept beside it. Reset it?`;
  if (await ask(words)) want("reset");
}

async function quit() {
  if (await ask("End the session, in the terminal too?")) want("quit");
}

function dozenLines() {
  byId("dozen").showModal();
}

/** Moves what is read: the column that has the focus, else the whole page. */
function scroll(by) {
  const column = document.activeElement?.closest("#guide, #work") ?? byId("work");
  if (column.scrollHeight > column.clientHeight + 1) column.scrollBy(0, by);
  else window.scrollBy(0, by);
}
