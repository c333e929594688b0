// The plots, redrawn in place, with the ones before faintly behind.

import { byId, element } from "./elements.js";

export function showPlots(plots) {
  byId("plots-section").hidden = plots.length === 0;
  const place = byId("plots");
  const known = new Map([...place.children].map(figure => [figure.dataset.name, figure]));
  place.replaceChildren(...plots.map(plot => figure(plot, known.get(plot.name))));
}

function figure(plot, before) {
  const made = before ?? element("figure", { "data-name": plot.name },
    element("div", { class: "picture" }, element("img", { class: "before", alt: "" }), element("img", { class: "now" })),
    element("figcaption"));
  const [behind, now] = made.querySelectorAll("img");
  made.querySelector(".picture").hidden = !plot.now;
  if (plot.now) {
    set(now, plot.now);
    const words = plot.words.length ? `. ${plot.words.join(". ")}` : "";
    now.alt = `${plot.title || plot.name}, drawn from your functions${words}`;
  }
  behind.hidden = !plot.before;
  if (plot.before) set(behind, plot.before);
  const lines = plot.words.map(line => element("span", { class: "line" }, line));
  const ghost = plot.before && plot.now ? [element("span", { class: "line faint" }, "faintly behind it: the one before")] : [];
  const name = plot.now ? [] : [element("span", { class: "line" }, `${plot.name} is not drawn`)];
  made.querySelector("figcaption").replaceChildren(...name, ...lines, ...ghost);
  return made;
}

/** A picture that is the same is left as it is. */
function set(image, address) {
  if (image.getAttribute("src") !== address) image.setAttribute("src", address);
}
