// Follows the session: every change comes as an event and is drawn in place.

import { byId, want } from "./elements.js";
import { showExercise, showHints, showHistory, showLevel, showMarkup, showStatus } from "./exercise.js";
import { drawButtons, known, watchKeys } from "./keys.js";
import { showCurrent, showTracks, showWay, watchList } from "./list.js";
import { showPlots } from "./plots.js";
import { forgetFolds, showVerdict } from "./verdict.js";

/** The last state of every part. */
const state = {};
/** How long the session may be out of reach before it is taken to be over. */
const PATIENCE = 4000;

watchKeys();
watchList();
byId("text").addEventListener("close", () => want("close"));
window.addEventListener("hashchange", () => goTo(location.hash.slice(1)));
follow();

function follow() {
  const events = new EventSource("events");
  let lost = null;
  events.addEventListener("message", event => {
    clearTimeout(lost);
    lost = null;
    take(JSON.parse(event.data));
    if (known.isOver) events.close();
  });
  events.addEventListener("error", () => {
    lost ??= setTimeout(() => {
      events.close();
      end();
    }, PATIENCE);
  });
}

function take(changed) {
  const isFirst = state.exercise === undefined;
  const before = state.exercise?.id;
  Object.assign(state, changed);
  if (changed.exercise) {
    if (state.exercise.id !== before) arrive(isFirst);
    showExercise(state.exercise);
    showCurrent(state.exercise.id);
    [known.best, known.canBeTimed] = [state.exercise.best, state.exercise.can_be_timed];
    drawButtons();
  }
  if (changed.status) showStatus(state.status);
  if (changed.verdict || changed.exercise) {
    const words = showVerdict(state.verdict, state.exercise);
    if (changed.verdict && byId("news").textContent !== words) byId("news").textContent = words;
  }
  if (changed.plots) showPlots(state.plots);
  if (changed.guide !== undefined) showMarkup("guide-text", state.guide);
  if (changed.dozen !== undefined) showMarkup("dozen-text", state.dozen);
  if (changed.hints) showHints(state.hints);
  if (changed.history) showHistory(state.history);
  if (changed.tracks) showTracks(state.tracks);
  if (changed.level) {
    showLevel(state.level);
    showWay(state.level);
  }
  if (changed.text !== undefined) showText(state.text);
  if (changed.over) end();
}

/** Another exercise: its name goes into the address, unless the address asked for one at first. */
function arrive(isFirst) {
  forgetFolds();
  const asked = location.hash.slice(1);
  if (isFirst && asked && asked !== state.exercise.id) {
    goTo(asked);
    return;
  }
  if (asked !== state.exercise.id) {
    history[isFirst ? "replaceState" : "pushState"](null, "", `#${state.exercise.id}`);
  }
  for (const column of ["guide", "work"]) byId(column).scrollTop = 0;
}

function goTo(id) {
  if (id && id !== state.exercise?.id) want("go", { id });
}

function showText(text) {
  const dialog = byId("text");
  if (!text) {
    if (dialog.open) dialog.close();
    return;
  }
  byId("text-title").textContent = text.title;
  byId("text-lines").textContent = text.text;
  if (!dialog.open) dialog.showModal();
}

function end() {
  known.isOver = true;
  byId("over").hidden = false;
  byId("status").textContent = "";
  document.body.classList.remove("grading");
  drawButtons();
}
