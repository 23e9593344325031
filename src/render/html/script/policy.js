// The policy as `toolward generate` writes it, byte for byte.
//
// Names and texts come in as finished JSON literals: escaping is done once, in
// one place, and not here.

function composePolicy(choices, fallback, messages) {
  const hidden = [];
  const listed = [];
  for (const choice of choices) {
    if (choice.state === "hide") {
      hidden.push(`    ${choice.name}`);
    } else if (choice.state !== "default") {
      listed.push(`    ${choice.name}: ${rulesOf(choice, messages)}`);
    }
  }
  const parts = [`{\n  "version": "1",\n  "default": "${fallback}",\n`];
  if (hidden.length > 0) parts.push(`  "hide": [\n${hidden.join(",\n")}\n  ],\n`);
  parts.push(listed.length > 0 ? `  "tools": {\n${listed.join(",\n")}\n  }\n` : `  "tools": {}\n`);
  parts.push("}\n");
  return parts.join("");
}

function rulesOf(choice, messages) {
  if (choice.state === "allow") return "{}";
  if (choice.state === "limit") {
    return `{
      "limits": [
        {
          "counter": ${choice.counter},
          "window": "${choice.window}",
          "max": ${choice.max},
          "scope": "grant"
        }
      ]
    }`;
  }
  return `{
      "deny_if": [
        {
          "conditions": [],
          "on_deny": ${messages[choice.state]}
        }
      ]
    }`;
}

// Whether an agent may call the tool, at whatever pace.
function isOpen(choice, fallback) {
  if (choice.state === "default") return fallback === "allow";
  return choice.state === "allow" || choice.state === "limit";
}

// How much a choice lets through: less is stricter. Compared with what is recommended.
function looseness(choice, fallback) {
  if (!isOpen(choice, fallback)) return 0;
  if (choice.state !== "limit") return Infinity;
  return choice.max * { minute: 1440, hour: 24, day: 1 }[choice.window];
}

// What a posture does with a tool: its state, and the limit that it has or offers.
function stateOf(choice, posture) {
  const [state, max, window] = choice.postures[posture];
  return { state, max, window };
}

function isAs(choice, other) {
  if (choice.state !== other.state) return false;
  return choice.state !== "limit" || (choice.max === other.max && choice.window === other.window);
}

// Sets every choice to a posture.
function take(page, posture) {
  page.fallback = page.postures[posture].fallback;
  for (const choice of page.choices) Object.assign(choice, stateOf(choice, posture));
}

// The posture that the choices are, if they are one.
function postureOf(page) {
  return page.postures.findIndex((posture, index) =>
    posture.fallback === page.fallback &&
    page.choices.every((choice) => isAs(choice, stateOf(choice, index))));
}
