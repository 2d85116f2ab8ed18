"use strict";
// What all pages of a report share: their keys, and the dialog that shows them.
document.documentElement.classList.add("js");

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** An element with properties and children; text is put in as text, never as HTML. */
function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const dialog = $("#keys");
$$("[data-opens=keys]").forEach((button) => button.addEventListener("click", () => dialog.showModal()));
$$("[data-closes=keys]").forEach((button) => button.addEventListener("click", () => dialog.close()));

/** Call the function that `keys` holds for a pressed key; keys are left alone where somebody types. */
function listen(keys) {
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (typing && event.key !== "Escape") return;
    if (event.key.length === 1 && !$("[data-switch=keys]").checked) return;
    const act = event.key === "?" ? () => dialog.showModal() : keys[event.key];
    if (act && act(event) !== false) event.preventDefault();
  });
}
