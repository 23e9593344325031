"use strict";
// The search of the site's first page, over the index that was loaded before.

const SHOWN_HITS = 50;

function startSearch() {
  const form = document.querySelector("#search");
  const words = document.querySelector("#words");
  const tools = TOOLS.map(([name, server, category, risk, folder]) => ({
    name, server, category, risk, folder,
    text: `${name} ${server} ${category} ${risk}`.toLowerCase(),
  }));
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("input", () => show(find(tools, words.value)));
}

// Every word has to be found; a tool whose own name has them all comes first.
function find(tools, text) {
  const words = text.toLowerCase().split(/[\s/]+/).filter(Boolean);
  if (words.length === 0) return null;
  const found = tools.filter((tool) => words.every((word) => tool.text.includes(word)));
  const named = (tool) => words.every((word) => tool.name.toLowerCase().includes(word));
  return [...found.filter(named), ...found.filter((tool) => !named(tool))];
}

function show(found) {
  const hits = document.querySelector("#hits");
  hits.replaceChildren(...(found ?? []).slice(0, SHOWN_HITS).map(hit));
  document.querySelector("#found").textContent = found === null ? "" : `${found.length} ${found.length === 1 ? "tool" : "tools"}${found.length > SHOWN_HITS ? `, the first ${SHOWN_HITS} are shown` : ""}`;
}

function hit(tool) {
  const link = document.createElement("a");
  link.href = `${tool.folder}index.html`;
  const name = document.createElement("bdi");
  name.className = "name";
  name.textContent = tool.name;
  link.append(name);
  const risk = document.createElement("span");
  risk.className = `risk ${tool.risk.toLowerCase()}`;
  risk.textContent = tool.risk;
  const server = document.createElement("bdi");
  server.className = "quiet small";
  server.textContent = tool.server;
  const item = document.createElement("li");
  item.append(link, " ", risk, " ", server);
  return item;
}

startSearch();
