// Elements of the page. Whatever a learner's code or a compiler wrote comes in as text.

export const byId = id => document.getElementById(id);

/** An element with attributes and children; strings become text. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for drawings. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

/** Says what is wanted to the session. */
export async function want(does, more = {}) {
  const body = JSON.stringify({ does, ...more });
  try {
    await fetch("do", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  } catch {
    // That the session is gone is said elsewhere.
  }
}

/** Asks before something is done. */
export async function ask(words) {
  const dialog = byId("question");
  byId("question-words").textContent = words;
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise(closed => dialog.addEventListener("close", closed, { once: true }));
  return dialog.returnValue === "yes";
}
