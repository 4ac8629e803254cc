// Making elements. Text only ever enters as text nodes, attributes only by name: nothing from a study is read as markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...content.flat(Infinity).filter((part) => part !== null));
  return element;
}

export const html = (tag, attributes = {}, ...content) => filled(document.createElement(tag), attributes, content);
export const svg = (tag, attributes = {}, ...content) => filled(document.createElementNS(SVG, tag), attributes, content);

// Write an attribute or a text only if it changed: what is not touched need not be painted again.
export function put(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// As many children as wanted: those that are there are kept, so that only what is new has to be made.
export function childrenOf(parent, count, make) {
  while (parent.childElementCount > count) parent.lastChild.remove();
  while (parent.childElementCount < count) parent.append(make());
  return [...parent.children];
}

export function card(title, id, ...content) {
  const heading = html("h2", { id }, title);
  return html("section", { class: "sb-card", "aria-labelledby": id }, heading, ...content);
}
