// The policy beside the table: it follows every choice at once.

// A longer text is shown in part; copying and saving give all of it.
const SHOWN_LINES = 2000;

function startBuilder(page) {
  let pending = 0;
  const later = () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => write(page));
  };
  const refresh = (rows) => {
    for (const row of rows) if (row.element) row.refresh();
    later();
  };
  page.changed = (choice) => refresh(choice.rows);
  startPostures(page, () => refresh(page.rows));
  const policy = () => composePolicy(page.choices, page.fallback, page.messages);
  document.querySelector("#copy").addEventListener("click", () => copy(policy()));
  document.querySelector("#download").addEventListener("click", () => save(policy()));
  write(page);
}

function startPostures(page, changed) {
  const posture = document.querySelector("#posture");
  const fallback = document.querySelector("#default");
  fallback.addEventListener("change", () => { page.fallback = fallback.value; changed(); });
  posture.addEventListener("change", () => {
    take(page, page.postures.findIndex((one) => one.name === posture.value));
    changed();
  });
}

function write(page) {
  const lines = composePolicy(page.choices, page.fallback, page.messages).split("\n");
  const left = lines.length - SHOWN_LINES;
  document.querySelector("#policy-text").textContent = (left > 0 ? lines.slice(0, SHOWN_LINES) : lines).join("\n");
  const cut = document.querySelector("#policy-cut");
  cut.hidden = left <= 0;
  cut.textContent = `${left} more lines are copied and saved with it.`;
  const posture = page.postures[postureOf(page)];
  document.querySelector("#posture").value = posture ? posture.name : "own";
  document.querySelector("#default").value = page.fallback;
  const changes = page.choices.filter(isChanged).length;
  document.querySelector("#policy-status").textContent = changes === 0
    ? "Every tool is as recommended."
    : `${changes} ${changes === 1 ? "tool differs" : "tools differ"} from what is recommended.`;
  warn(page);
}

function warn(page) {
  const box = document.querySelector("#warning");
  const opened = page.choices.filter((choice) => opensCritical(choice, page));
  const names = opened.slice(0, 8).map((choice) => make("li", null, make("bdi", { class: "name" }, choice.shown)));
  if (opened.length > 8) names.push(make("li", null, `and ${opened.length - 8} more`));
  const what = opened.length === 1 ? "a Critical tool" : `${opened.length} Critical tools`;
  const said = [];
  if (opened.length > 0) said.push(make("p", null, `This opens ${what} further than recommended:`), make("ul", null, ...names));
  if (page.fallback === "allow") said.push(make("p", null, "Tools that the policy does not list are allowed, new ones among them."));
  box.hidden = said.length === 0;
  box.replaceChildren(...said);
}

async function copy(policy) {
  const said = document.querySelector("#copied");
  let done = false;
  try {
    await navigator.clipboard.writeText(policy);
    done = true;
  } catch {
    done = copyByHand(policy);
  }
  if (!done) getSelection().selectAllChildren(document.querySelector("#policy-text"));
  said.textContent = done ? "Copied." : "Select the text and copy it by hand.";
  setTimeout(() => { said.textContent = ""; }, 4000);
}

// For browsers that keep the clipboard from pages opened as files.
function copyByHand(policy) {
  const area = make("textarea", { class: "for-ears", "aria-hidden": "true" });
  area.value = policy;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  document.querySelector("#copy").focus();
  return done;
}

function save(policy) {
  const address = URL.createObjectURL(new Blob([policy], { type: "application/json" }));
  const link = make("a", { href: address, download: "policy.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
