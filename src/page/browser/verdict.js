// What came of the last grading.

import { byId, element } from "./elements.js";

/** Which checks the reader has folded or unfolded, by name, for the exercise that is shown. */
let folds = new Map();

export function forgetFolds() {
  folds = new Map();
}

export function showVerdict(verdict, exercise) {
  const [bar, score, place] = ["bar", "score", "verdict"].map(byId);
  bar.hidden = verdict.kind !== "graded";
  bar.value = verdict.score ?? 0;
  const words = {
    nothing: "not graded yet",
    problem: "not graded",
    uncompiled: "does not compile",
    unstarted: "not begun",
    graded: `${verdict.score}/${verdict.out_of}`,
  }[verdict.kind];
  score.textContent = words;
  score.className = verdict.is_full ? "good" : verdict.kind === "uncompiled" || verdict.kind === "problem" ? "bad" : "";
  place.replaceChildren(...parts(verdict, exercise));
  return spoken(verdict, words);
}

function parts(verdict, exercise) {
  switch (verdict.kind) {
    case "nothing": return [element("p", { class: "faint" }, "The verdict comes when the exercise was graded.")];
    case "problem": return [element("p", { class: "bad" }, verdict.words)];
    case "uncompiled": return [element("pre", { class: "said", tabindex: 0 }, verdict.words)];
    case "unstarted": return firstStep(verdict, exercise);
    default: return graded(verdict, exercise);
  }
}

function firstStep(verdict, exercise) {
  const summary = exercise.summary.charAt(0).toUpperCase() + exercise.summary.slice(1);
  return [
    element("p", {}, `${summary}. ${exercise.effort}`),
    element("p", {}, "First step: read the guide. Then write in ", element("code", {}, exercise.file),
      ` and save: what holds and what does not is seen here at once. ${verdict.checks.length} checks look at it.`),
  ];
}

function graded(verdict, exercise) {
  const open = verdict.checks.filter(check => check.status !== "passed");
  const passed = verdict.checks.filter(check => check.status === "passed");
  const done = verdict.is_full ? [
    element("p", { class: "good done" }, `✓ ${exercise.title} is done`),
    element("p", {}, element("kbd", {}, "n"), " goes on to the next exercise, ", element("kbd", {}, "s"),
      " compares yours with the solution."),
  ] : [];
  const lost = open.filter(check => check.status !== "not attempted").map(check => folded(check));
  const waiting = open.filter(check => check.status === "not attempted");
  return [
    ...done,
    ...lost,
    waiting.length ? group(`· ${waiting.length} not attempted yet`, waiting, "waiting") : null,
    passed.length ? group(`✓ ${passed.length} of ${verdict.checks.length} checks hold`, passed, "passed") : null,
    element("p", { class: "faint seed" }, `seed ${verdict.seed}`),
  ].filter(Boolean);
}

function group(title, checks, name) {
  const printed = checks.some(check => check.lines.length > 0);
  const items = checks.map(check => element("li", {}, `${check.name} `,
    element("span", { class: "faint" }, `${check.earned}/${check.points}`), lines(check)));
  const details = element("details", { class: name, open: printed && name === "passed" },
    element("summary", {}, title), element("ul", {}, items));
  return remembered(details, `(${name})`);
}

function folded(check) {
  const points = element("span", { class: "points" }, `${check.earned}/${check.points}`);
  const cause = check.lines.find(line => line.label === "looks like" || line.label === "perhaps");
  const hint = cause ? element("span", { class: "cause" }, `${cause.label} ${cause.text}`) : null;
  const summary = element("summary", {}, element("span", { class: "sign", "aria-hidden": "true" }, "✗"),
    element("span", { class: "requirement" }, check.name), points, hint);
  return remembered(element("details", { class: "lost", open: check.is_open }, summary, lines(check)), check.name);
}

/** What the reader folded stays so at the next save. */
function remembered(details, name) {
  if (folds.has(name)) details.open = folds.get(name);
  details.querySelector("summary").addEventListener("click", () => folds.set(name, !details.open));
  return details;
}

function lines(check) {
  if (check.lines.length === 0) return null;
  return element("dl", {}, check.lines.flatMap(line => [
    element("dt", {}, line.label),
    element("dd", { class: line.is_advice ? "advice" : "literal" }, line.text),
  ]));
}

/** For who listens: short. */
function spoken(verdict, words) {
  if (verdict.kind !== "graded") return words;
  const lost = verdict.checks.filter(check => !["passed", "not attempted"].includes(check.status)).length;
  const first = verdict.checks.find(check => check.is_open);
  const said = `${verdict.score} of ${verdict.out_of} points`;
  if (verdict.is_full) return `${said}: full marks`;
  return lost ? `${said}; ${lost} checks fail, first: ${first?.name}` : said;
}

/** Unfolds the next failure alone. */
export function step(forward) {
  const all = [...document.querySelectorAll("#verdict details.lost")];
  if (all.length === 0) return;
  const here = all.findIndex(details => details.contains(document.activeElement));
  const opened = here >= 0 ? here : all.findIndex(details => details.open);
  const next = (opened + (forward ? 1 : all.length - 1)) % all.length;
  all.forEach((details, number) => { details.open = number === next; });
  const summary = all[next].querySelector("summary");
  summary.focus();
  all[next].scrollIntoView({ block: "nearest" });
}

/** Unfolds all, or folds all but the first. */
export function unfoldAll() {
  const all = [...document.querySelectorAll("#verdict details")];
  const isAnyFolded = all.some(details => !details.open);
  all.forEach((details, number) => { details.open = isAnyFolded || number === 0; });
}
