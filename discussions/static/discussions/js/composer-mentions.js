/**
 * Naming people: `@` opens a list of those who can read here, and the foot says who will be told.
 *
 * A mention is a small node of the editor's that the server reads again: it decides who may be named.
 */

import { Node } from "django-prose-editor/editor";

const PAUSE_MS = 150;
const BEGUN = /(?:^|[\s(])@([^@\n\ufffc]{0,40})$/;
const HELD = "\ufffc"; // what stands for a mention, or a line break, in the text of a paragraph

/** The node. It leaves the editor as `<span class="mention" data-user="7">@Name</span>`. */
export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ kind: { default: "user" }, id: {}, name: {} }),
  parseHTML: () => [
    {
      tag: "span.mention",
      getAttrs: (part) => {
        const kind = part.dataset.user ? "user" : "organisation";
        return part.dataset[kind] ? { kind, id: part.dataset[kind], name: part.textContent.replace(/^@/, "") } : false;
      },
    },
  ],
  renderHTML: ({ node: { attrs } }) => ["span", { class: "mention", [`data-${attrs.kind}`]: attrs.id }, `@${attrs.name}`],
  renderText: ({ node }) => `@${node.attrs.name}`,
});

/** Brings the list and the line in the foot to life. `update` hears of every move; `onKey` gives whether it took the key. */
export class Mentions {
  constructor(form, box, editor) {
    this.editor = editor;
    this.address = form.dataset.people;
    this.foot = form.querySelector("[data-told]");
    this.list = box.querySelector("[data-mention-list]");
    this.said = box.querySelector("[data-mention-said]");
    box.append(this.list, this.said); // below the words, so that they stay where they are
    this.rows = [];
    this.closedAt = null;
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the words
    this.list.addEventListener("click", ({ target }) => {
      const row = target.closest("[role='option']");
      if (row) this.choose([...this.list.children].indexOf(row));
    });
  }

  update() {
    const begun = this.begun();
    if (!begun) this.closedAt = null;
    if (!begun || begun.from === this.closedAt) this.close();
    else if (begun.words !== this.asked) this.ask(begun.words);
    this.sayWhoIsTold();
  }

  /** Gives what is written after the "@" before the cursor, and where it begins. */
  begun() {
    const { empty, $from } = this.editor().state.selection;
    if (!empty || !this.editor().isFocused) return null;
    const words = BEGUN.exec($from.parent.textBetween(0, $from.parentOffset, "\n", HELD))?.[1];
    return words === undefined ? null : { words, from: $from.pos - words.length - 1 };
  }

  ask(words) {
    this.asked = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const answer = await this.get({ q: words.trimStart() });
      if (this.asked === words) this.show(answer?.rows ?? []);
    }, PAUSE_MS);
  }

  async get(query) {
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // no list, then: a name can be written without one
    }
  }

  // The list

  show(rows) {
    if (!rows.length) return this.hide();
    this.rows = rows;
    this.list.replaceChildren(...rows.map((row, index) => this.option(row, index)));
    this.list.hidden = false;
    this.said.textContent = rows.length === 1 ? "1 name. Enter chooses it." : `${rows.length} names. Arrows move, Enter chooses.`;
    this.words.setAttribute("aria-controls", this.list.id);
    this.point(0);
  }

  option({ name, beside }, index) {
    const part = (tag, className, words) => Object.assign(document.createElement(tag), { className, textContent: words });
    const row = document.createElement("li");
    row.id = `${this.list.id}-${index}`;
    row.setAttribute("role", "option");
    row.append(part("span", "mention-list__name", name), part("span", "mention-list__beside", beside));
    return row;
  }

  get words() {
    return this.editor().view.dom;
  }

  point(index) {
    this.current = (index + this.rows.length) % this.rows.length;
    [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === this.current)));
    this.list.children[this.current].scrollIntoView({ block: "nearest" });
    this.words.setAttribute("aria-activedescendant", this.list.children[this.current].id);
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.hide();
  }

  hide() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.said.textContent = "";
    for (const name of ["aria-controls", "aria-activedescendant"]) this.words.removeAttribute(name);
  }

  onKey({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (this.list.hidden || shiftKey || ctrlKey || metaKey || altKey) return false;
    const acts = {
      ArrowDown: () => this.point(this.current + 1),
      ArrowUp: () => this.point(this.current - 1),
      Enter: () => this.choose(this.current),
      Tab: () => this.choose(this.current),
      Escape: () => {
        this.closedAt = this.begun()?.from ?? null;
        this.close();
      },
    };
    acts[key]?.();
    return key in acts;
  }

  choose(index) {
    const { kind, id, name } = this.rows[index];
    const { from } = this.begun();
    const to = this.editor().state.selection.from;
    this.close();
    const content = [{ type: "mention", attrs: { kind, id, name } }, { type: "text", text: " " }];
    this.editor().chain().focus().insertContentAt({ from, to }, content).run();
  }

  // The foot

  /** Says who will be told, as the server counts it: an Organisation is as many people as read here. */
  sayWhoIsTold() {
    const named = new Set();
    this.editor().state.doc.descendants((node) => {
      if (node.type.name === "blockquote") return false; // in a quotation nobody is told again
      if (node.type.name === "mention") named.add(`${node.attrs.kind}:${node.attrs.id}`);
      return true;
    });
    const told = [...named].join(",");
    if (told === (this.told ?? "")) return;
    this.told = told;
    clearTimeout(this.footTimer);
    this.footTimer = setTimeout(async () => {
      const sentence = told ? (await this.get({ told }))?.sentence : "";
      if (this.told === told) this.foot.textContent = sentence ?? "";
    }, PAUSE_MS);
  }
}
