/**
 * Suggestions below a search box while somebody types: a combobox with a list, as the WAI-ARIA practices have it.
 *
 * Nothing is chosen until somebody chooses: Enter searches for what is typed unless an arrow went into the list. Where the
 * list cannot be fetched the box is what it was.
 */

const PATIENCE_MS = 200;
const FEWEST_LETTERS = 2;
const REST_MS = 60_000; // after "too often"

let boxes = 0;

/** Brings one search box to life. Its form and its words are left as they are. */
export function suggestFor(box) {
  const list = Object.assign(document.createElement("ul"), { className: "suggestions", id: `suggestions-${++boxes}`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const said = Object.assign(document.createElement("span"), { className: "visually-hidden" });
  said.setAttribute("role", "status");
  box.after(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    box.setAttribute(name, value);
  }

  let rows = [];
  let current = -1;
  let timer = 0;
  let asking = null;
  let restUntil = 0;

  function point(index) {
    current = index;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === current)));
    if (current < 0) return box.removeAttribute("aria-activedescendant");
    list.children[current].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", list.children[current].id);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    said.textContent = "";
    box.setAttribute("aria-expanded", "false");
    point(-1);
  }

  function option({ title, what }, index) {
    const part = (className, words) => Object.assign(document.createElement("span"), { className, textContent: words });
    const row = Object.assign(document.createElement("li"), { id: `${list.id}-${index}` });
    row.setAttribute("role", "option");
    row.append(part("suggestions__title", title), " ", part("suggestions__what", what));
    return row;
  }

  function show(found) {
    if (!found.length) return close();
    rows = found;
    list.replaceChildren(...rows.map(option));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    said.textContent = rows.length === 1 ? "1 suggestion. Arrow down goes to it." : `${rows.length} suggestions. Arrow down goes to them.`;
    point(-1);
  }

  async function ask(words) {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal });
      if (answer.status === 429) restUntil = Date.now() + REST_MS;
      const found = answer.ok ? (await answer.json()).rows : [];
      if (!signal.aborted && document.activeElement === box) show(found);
    } catch {
      if (!signal.aborted) close(); // no list, then: searching needs none
    }
  }

  function hear() {
    clearTimeout(timer);
    const words = box.value.trim();
    if (words.length < FEWEST_LETTERS || Date.now() < restUntil) return close();
    timer = setTimeout(() => ask(words), PATIENCE_MS);
  }

  box.addEventListener("input", hear);
  if (box.value !== box.defaultValue) hear(); // typed while this module was on its way

  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowDown: current + 1, ArrowUp: current < 0 ? rows.length - 1 : current - 1 };
    if (event.key in moves) point(moves[event.key] >= rows.length ? -1 : moves[event.key]);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && current >= 0) location.assign(rows[current].address);
    else return;
    event.preventDefault(); // Escape would empty the box, Enter would search
  });

  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the box
  list.addEventListener("click", ({ target }) => {
    const row = target.closest("[role='option']");
    if (row) location.assign(rows[[...list.children].indexOf(row)].address);
  });
}
