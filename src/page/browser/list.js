// All exercises with their scores.

import { byId, element } from "./elements.js";

let [tracks, level, current] = [[], null, ""];

export function showTracks(shown) {
  tracks = shown;
  draw();
}

export function showWay(shown) {
  level = shown;
  draw();
}

export function showCurrent(id) {
  current = id;
  draw();
}

export function openList() {
  byId("filter").value = "";
  draw();
  byId("list").showModal();
  byId("filter").focus();
  document.querySelector("#tracks [aria-current]")?.scrollIntoView({ block: "center" });
}

export function watchList() {
  byId("filter").addEventListener("input", draw);
  byId("filter").addEventListener("keydown", event => {
    const first = document.querySelector("#tracks a");
    if (event.key === "Enter" && first) {
      event.preventDefault();
      first.click();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      first?.focus();
    }
  });
  byId("tracks").addEventListener("click", event => {
    if (event.target.closest("a")) byId("list").close();
  });
  byId("tracks").addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...document.querySelectorAll("#tracks a")];
    const next = all.indexOf(document.activeElement) + step;
    (next < 0 ? byId("filter") : all[next])?.focus();
  });
}

function draw() {
  byId("way").textContent = level ? way(level) : "";
  const wanted = byId("filter").value.trim().toLowerCase();
  const matches = (track, exercise) => [track.title, exercise.id, exercise.title, exercise.summary, ...exercise.aliases]
    .some(text => text.toLowerCase().includes(wanted));
  const shown = tracks.map(track => [track, track.exercises.filter(exercise => matches(track, exercise))]);
  const sections = shown.filter(([, exercises]) => exercises.length).map(([track, exercises]) => {
    const done = track.exercises.filter(exercise => exercise.best === 100).length;
    return element("section", {},
      element("h3", {}, `${track.number} ${track.title} `, element("span", { class: "faint" }, `${done}/${track.exercises.length}`)),
      element("ul", {}, exercises.map(line)));
  });
  byId("tracks").replaceChildren(...(sections.length ? sections : [element("p", {}, "No exercise matches.")]));
}

function line(exercise) {
  const sign = exercise.best === 100 ? "✓" : exercise.best === null ? "·" : "✗";
  const best = exercise.best === null ? "not begun" : `${exercise.best} points`;
  const link = element("a", { href: `./#${exercise.id}`, "aria-current": exercise.id === current ? "true" : null },
    exercise.title);
  const caught = exercise.caught.map(mistake => element("span", { class: "line faint" }, `caught: ${mistake}`));
  return element("li", {},
    element("span", { class: exercise.best === 100 ? "sign good" : "sign", "aria-hidden": "true" }, sign),
    element("span", { class: "what" }, link, element("span", { class: "line faint" }, exercise.summary), caught),
    element("span", { class: "points" }, best));
}

function way({ name, next, lacking }) {
  if (!next) return `Level: ${name}. There is no higher one.`;
  const takes = lacking.map(({ title, points, of, or_another: other }) =>
    `${title} ${points}/${of}${other ? " (or another track of models)" : ""}`);
  return `Level: ${name}. ${next} takes: ${takes.join(", ")}.`;
}
