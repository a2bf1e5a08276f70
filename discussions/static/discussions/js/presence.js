/** Says who else is reading, and that somebody is writing. Seen by those who look, announced to nobody. */

const WRITING_LASTS_MS = 8000;
const SAY_EVERY_MS = 5000;
const NAMES = 3;

export class Presence {
  constructor(root, viewer) {
    this.viewer = viewer;
    this.here = root.querySelector("[data-presence]");
    this.writing = root.querySelector("[data-writing]");
  }

  /** Takes a frame that is about people; gives whether it was one. */
  hear(frame) {
    if (frame.type === "presence") this.here.textContent = wordsFor(frame, this.viewer);
    else if (frame.type === "writing") this.showWriting(frame.name);
    else return false;
    return true;
  }

  showWriting(name) {
    this.writing.textContent = `${name || "Somebody"} is writing a reply`;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.writing.replaceChildren(), WRITING_LASTS_MS);
  }

  /** Forgets what only an open socket keeps true. */
  forget() {
    this.here.replaceChildren();
    this.writing.replaceChildren();
  }

  /** Calls `say` while somebody types in a form, now and then; of what is asked without a name nothing. */
  sayWhen(form, say) {
    let saidAt = -Infinity;
    form.addEventListener("input", () => {
      if (form.elements.masked?.checked || performance.now() - saidAt < SAY_EVERY_MS) return;
      saidAt = performance.now();
      say();
    });
  }
}

function wordsFor({ count, people }, viewer) {
  const others = count - 1;
  if (others < 1) return "";
  const names = people.filter(([id]) => id !== viewer).map(([, name]) => name);
  if (!names.length) return others === 1 ? "1 other person is reading this" : `${others} others are reading this`;
  const told = names.slice(0, NAMES);
  const more = others - told.length;
  if (more > 0) told.push(more === 1 ? "1 other" : `${more} others`);
  const last = told.pop();
  const list = told.length ? `${told.join(", ")} and ${last}` : last;
  return `${list} ${others === 1 ? "is" : "are"} here too`;
}
