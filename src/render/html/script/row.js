// A tool's row, its controls and its details. Texts of strangers only ever
// become text nodes.

const STATES = [
  ["allow", "Allow"],
  ["limit", "Limit"],
  ["approval", "Ask a human"],
  ["deny", "Deny"],
  ["review", "Deny: not reviewed"],
  ["hide", "Hide"],
  ["default", "By default"],
];
const WINDOWS = [["minute", "a minute"], ["hour", "an hour"], ["day", "a day"]];
const MOST_CALLS = Number.MAX_SAFE_INTEGER;

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// A piece is a plain text, or [quoted, unseen, text].
function textOf(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    const [quoted, unseen, text] = piece;
    const shown = unseen ? make("span", { class: "unseen", title: "a character that is not seen" }, text) : text;
    return quoted ? make("mark", null, shown) : shown;
  });
}

// What stands between back-ticks is code, as in the table without the script.
function proseOf(text) {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : make("code", null, make("bdi", null, part))));
}

function makeRow(page, row) {
  const choice = page.choices[row.choice];
  const open = make("button", { type: "button", class: "open", "aria-expanded": "false" }, make("bdi", null, ...breakable(row.name)));
  const tr = make(
    "tr",
    null,
    make("td", null, open, page.servers.length > 1 ? make("span", { class: "from" }, make("bdi", null, page.servers[row.server])) : null),
    make("td", { class: "category" }, row.category),
    make("td", null, make("span", { class: `risk ${row.risk.toLowerCase()}` }, row.risk), row.review ? doubt() : null),
    make("td", { class: "why" }, make("bdi", null, ...proseOf(row.why))),
    make("td", null, makeChoice(page, row, choice)),
  );
  open.addEventListener("click", () => toggle(tr, open, row));
  mark(tr, page, choice);
  row.element = tr;
  return tr;
}

// A long name breaks behind its separators.
function breakable(name) {
  const parts = name.split(/(?<=[_\-./:])/);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [document.createElement("wbr"), part]));
}

function doubt() {
  return make("span", { class: "doubt", title: "a person should look at this verdict" }, "?", make("span", { class: "for-ears" }, " needs review"));
}

function makeChoice(page, row, choice) {
  const box = make("div", { class: "choice" });
  const options = STATES.filter(([state]) => isOffered(state, choice));
  const state = makeSelect(options, choice.state, `Rule for ${row.name}`);
  const max = make("input", { type: "number", min: "1", max: String(MOST_CALLS), step: "1", inputmode: "numeric", value: String(choice.max), "aria-label": `Most calls of ${row.name}` });
  const window = makeSelect(WINDOWS, choice.window, `Window for ${row.name}`);
  const show = () => { max.hidden = window.hidden = choice.state !== "limit"; };
  state.addEventListener("change", () => { choice.state = state.value; show(); page.changed(choice); });
  window.addEventListener("change", () => { choice.window = window.value; page.changed(choice); });
  max.addEventListener("input", () => {
    const calls = Number(max.value);
    const valid = Number.isSafeInteger(calls) && calls >= 1;
    if (valid) max.removeAttribute("aria-invalid");
    else max.setAttribute("aria-invalid", "true");
    if (valid) { choice.max = calls; page.changed(choice); }
  });
  max.addEventListener("blur", () => { max.value = String(choice.max); max.removeAttribute("aria-invalid"); });
  show();
  row.refresh = () => {
    state.value = choice.state;
    window.value = choice.window;
    if (document.activeElement !== max) max.value = String(choice.max);
    show();
    mark(row.element, page, choice);
  };
  box.append(state, max, window);
  return box;
}

// A posture may refuse a tool for want of review; nobody else needs that state.
function isOffered(state, choice) {
  if (state === "hide") return choice.hideable;
  if (state === "review") return choice.postures.some((posture) => posture[0] === "review");
  return true;
}

function makeSelect(options, chosen, label) {
  const select = make("select", { "aria-label": label });
  for (const [value, text] of options) select.append(make("option", { value, selected: value === chosen }, text));
  return select;
}

function mark(tr, page, choice) {
  tr.classList.toggle("changed", isChanged(choice));
  tr.classList.toggle("opened-critical", opensCritical(choice, page));
}

function isChanged(choice) {
  return !isAs(choice, choice.advice);
}

// A Critical tool that is let through further than recommended.
function opensCritical(choice, page) {
  return choice.risk === "Critical" && looseness(choice, page.fallback) > looseness(choice.advice, "deny");
}

function toggle(tr, button, row) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) tr.nextElementSibling.remove();
  else tr.after(makeDetail(row));
}

function makeDetail(row) {
  const facts = make("dl", null);
  const fact = (term, ...content) => facts.append(make("dt", null, term), make("dd", null, ...content));
  fact("Category", `${row.category}, effect ${row.effect}`);
  fact("Risk", row.risk === row.base ? row.risk : `${row.risk}, moved from ${row.base}`);
  if (row.traits.length > 0) fact("Traits", row.traits.join(", "));
  if (row.evidence.length > 0) fact("Evidence", make("ul", null, ...row.evidence.map(makeEvidence)));
  for (const belied of row.contradictions) {
    fact("Contradicted", make("bdi", null, belied.claim), " by ", make("q", null, make("bdi", null, belied.quote)), ` (${belied.place})`);
  }
  if (row.review) fact("Needs review", make("bdi", null, ...proseOf(row.review)));
  fact("Verdict", `${row.source}, confidence ${row.confidence}`);
  const text = row.description.length > 0
    ? make("div", { class: "foreign", dir: "auto", tabindex: "0", role: "group", "aria-label": `Description of ${row.name}` }, ...textOf(row.description))
    : make("p", { class: "quiet" }, "The definition has no description.");
  return make("tr", { class: "detail" }, make("td", { colspan: "5" }, text, facts));
}

function makeEvidence(evidence) {
  return make("li", null, make("q", null, make("bdi", null, evidence.quote)), ` (${evidence.place}) \u2192 ${evidence.says} `, make("code", { class: "quiet" }, evidence.rule));
}
