"use strict";

const entry = document.getElementById("entry");

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function valueOf(text, href) {
  const value = element("dd", href ? "" : text);
  if (href) {
    const link = element("a", text);
    link.href = href;
    value.append(link);
  }
  return value;
}

function draw(data) {
  const facts = element("dl", "", "facts");
  for (const [label, text, href] of data.facts) facts.append(element("dt", label), valueOf(text, href));
  const features = element("ul", "", "features");
  for (const detail of data.known_for) features.append(element("li", detail));
  const known = element("dd");
  known.append(features);
  facts.append(element("dt", "Known for"), known);
  entry.replaceChildren(element("h1", data.title), element("p", data.description, "description"), facts);
  document.title = data.title;
  entry.dataset.state = "ready";
}

fetch(entry.dataset.source)
  .then((answer) => answer.json())
  .then(draw);
