// Reads the data, wires the parts together, and shows what needs a script.

function start() {
  const data = JSON.parse(document.querySelector("#data").textContent);
  const page = { choices: data.choices, rows: data.rows, servers: data.servers, postures: data.postures, messages: data.messages };
  for (const choice of page.choices) {
    choice.advice = stateOf(choice, 0);
    choice.rows = [];
  }
  take(page, 0);
  for (const row of page.rows) page.choices[row.choice].rows.push(row);
  for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;
  startBuilder(page);
  startTable(page);
}

start();
