// What stands above, the guide, the hints and the history.

import { byId, drawn, element, want } from "./elements.js";

export function showExercise(exercise) {
  byId("title").textContent = exercise.title;
  byId("track").textContent = `${exercise.track} · ${exercise.place} of ${exercise.of}`;
  byId("file").textContent = exercise.file;
  byId("best").textContent = exercise.best === null ? "" : `best ${exercise.best}`;
  document.title = `${exercise.title} · mlings`;
}

export function showStatus(status) {
  byId("status").textContent = [status.words, ...status.notes.map(note => `note: ${note}`)].filter(Boolean).join(" · ");
  document.body.classList.toggle("grading", status.is_grading);
}

export function showLevel(level) {
  byId("level").textContent = `level: ${level.name}`;
}

/** Markup that the server made of a guide. It holds no text of the learner's. */
export function showMarkup(place, html) {
  byId(place).innerHTML = html;
}

export function showHints(hints) {
  const shown = hints.shown.map(hint => {
    const text = element("div");
    text.innerHTML = hint.html;
    return element("article", { class: "hint" }, element("h3", {}, `Hint ${hint.number} of ${hints.of}`), text);
  });
  let last;
  if (shown.length < hints.of) {
    last = element("button", { type: "button" }, shown.length ? "One more hint" : "A hint", " ", element("kbd", {}, "h"));
    last.addEventListener("click", () => want("hint"));
  } else {
    last = element("p", { class: "faint" }, hints.of ? "That was the last hint." : "This exercise has no hints.");
  }
  byId("hints").replaceChildren(...shown, last);
}

export function showHistory({ scores, caught }) {
  byId("history-section").hidden = scores.length === 0 && caught.length === 0;
  const parts = [];
  if (scores.length > 0) {
    const words = `The points of your last ${scores.length} versions: ${scores.slice(-20).join(", ")}`;
    const [width, height, gap] = [320, 64, 6];
    const x = number => gap + (number * (width - 2 * gap)) / Math.max(1, scores.length - 1);
    const y = score => height - gap - (score * (height - 2 * gap)) / 100;
    const points = scores.map((score, number) => `${x(number)},${y(score)}`).join(" ");
    const line = level => drawn("line", { x1: gap, x2: width - gap, y1: y(level), y2: y(level), class: "level" });
    const [last] = scores.slice(-1);
    const curve = drawn("svg", { viewBox: `0 0 ${width + 40} ${height}`, role: "img", "aria-label": words, class: "curve" },
      line(0), line(100),
      drawn("polyline", { points, class: "way" }),
      drawn("circle", { cx: x(scores.length - 1), cy: y(last), r: 3.5, class: "now" }),
      drawn("text", { x: width, y: y(last) + 4 }, String(last)));
    parts.push(curve);
  }
  if (caught.length > 0) {
    parts.push(element("ul", { class: "caught" }, caught.map(mistake =>
      element("li", {}, element("span", { class: "good" }, "caught: "), mistake))));
  }
  byId("history").replaceChildren(...parts);
}
