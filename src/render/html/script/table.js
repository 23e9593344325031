// Filters, sorting, and drawing the table a piece at a time: ten thousand rows
// are there to be found, not to be laid out at once.

const CHUNK = 100;
const ORDER = { Low: 0, Medium: 1, High: 2, Critical: 3, Read: 0, Write: 1, Execute: 2, Destructive: 3, Financial: 4 };

function startTable(page) {
  const body = document.querySelector("#tools tbody");
  const count = document.querySelector("#count");
  const more = document.querySelector("#more");
  const filters = document.querySelector("#filters");
  let shown = [];
  let drawn = 0;
  let sorting = null;

  function refresh() {
    shown = page.rows.filter(wantedBy(filters, page));
    if (sorting) shown.sort(sorting);
    body.replaceChildren();
    drawn = 0;
    draw(CHUNK);
    count.textContent = shown.length === page.rows.length
      ? `${shown.length} tools`
      : `${shown.length} of ${page.rows.length} tools`;
  }

  function draw(many) {
    const next = shown.slice(drawn, drawn + many);
    body.append(...next.map((row) => makeRow(page, row)));
    drawn += next.length;
    more.hidden = drawn >= shown.length;
    more.querySelector("button").textContent = `Show more (${shown.length - drawn} left)`;
  }

  // Leaving a field is a change too, but of nothing: rows that are open stay open.
  let wanted = JSON.stringify([...new FormData(filters)]);
  const refilter = () => {
    const now = JSON.stringify([...new FormData(filters)]);
    if (now !== wanted) refresh();
    wanted = now;
  };

  let pending = 0;
  filters.addEventListener("submit", (event) => event.preventDefault());
  for (const event of ["input", "change"]) {
    filters.addEventListener(event, () => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(refilter);
    });
  }
  more.querySelector("button").addEventListener("click", () => draw(CHUNK));
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) draw(CHUNK);
  }, { rootMargin: "600px" }).observe(more);
  startSorting(page, (compare) => { sorting = compare; refresh(); });
  // On paper there is no scrolling further.
  addEventListener("beforeprint", () => draw(shown.length));
  refresh();
}

function wantedBy(filters, page) {
  const field = (name) => { const input = filters.elements[name]; return input ? input.value : ""; };
  const words = field("search").toLowerCase().split(/\s+/).filter(Boolean);
  const [category, risk, trait, server] = ["category", "risk", "trait", "server"].map(field);
  const { review, changed } = filters.elements;
  return (row) =>
    (!category || row.category === category) &&
    (!risk || row.risk === risk) &&
    (!trait || row.traits.includes(trait)) &&
    (!server || row.server === Number(server)) &&
    (!review.checked || row.review !== null) &&
    (!changed.checked || isChanged(page.choices[row.choice])) &&
    words.every((word) => haystack(page, row).includes(word));
}

function haystack(page, row) {
  row.words ??= [
    row.name, page.servers[row.server], row.category, row.risk, row.traits.join(" "), row.why,
    row.description.map((piece) => (typeof piece === "string" ? piece : piece[2])).join(""),
  ].join("\n").toLowerCase();
  return row.words;
}

function startSorting(page, sort) {
  const openness = (row) => {
    const choice = page.choices[row.choice];
    return STATES.findIndex(([state]) => state === choice.state);
  };
  const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const columns = {
    name: byName,
    category: (a, b) => ORDER[a.category] - ORDER[b.category],
    risk: (a, b) => ORDER[a.risk] - ORDER[b.risk],
    choice: (a, b) => openness(a) - openness(b),
  };
  for (const header of document.querySelectorAll("#tools th[data-sort]")) {
    const compare = columns[header.dataset.sort];
    header.querySelector("button").addEventListener("click", () => {
      const before = header.getAttribute("aria-sort");
      // What is worst is wanted first, and names from A.
      const first = compare === byName ? "ascending" : "descending";
      const other = first === "ascending" ? "descending" : "ascending";
      const now = before === first ? other : first;
      for (const one of document.querySelectorAll("#tools th[aria-sort]")) one.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", now);
      const sign = now === "ascending" ? 1 : -1;
      sort((a, b) => sign * compare(a, b) || byName(a, b));
    });
  }
}
