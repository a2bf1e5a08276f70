/**
 * The composer: a plain text box that becomes a rich one when somebody begins to write.
 *
 * The form works without any of this. Whatever fails here (the editor does not load, storage is
 * full) leaves the plain box, which posts text with a few marks; `body_format` tells the server which.
 */

import { ComposerDrafts } from "discussions/composer-drafts";
import { takeFiles } from "discussions/composer-files";
import { newToken, plainToContent, textOf, wordsOf } from "discussions/composer-words";
import { forgetSent } from "discussions/draft";

const composers = new WeakMap();

/** Starts every composer in the page, and the *Quote* links that write in it. Safe to call twice. */
export function mount(root = document) {
  const forms = [...root.querySelectorAll("form[data-composer]")];
  forgetSent();
  forms.forEach(mountComposer);
  if (forms.length === 1 && !composers.has(document)) {
    composers.set(document, quoteByClick(composers.get(forms[0])));
  }
}

/** Starts one composer, once. */
export function mountComposer(form) {
  if (!composers.has(form)) composers.set(form, new Composer(form));
  return composers.get(form);
}

class Composer {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector("[data-composer-box]");
    this.textarea = form.elements.body;
    this.start = this.textarea.value;
    this.label = form.querySelector("[data-composer-label]");
    this.editor = null;
    this.changes = 0;
    this.files = takeFiles(form, () => this.saveDraft()); // before the guard: a press waits until they have arrived
    this.drafts = new ComposerDrafts(this);
    this.guardSubmit();
    this.textarea.addEventListener("input", () => this.saveDraft());
    for (const name of ["title", "masked"]) form.elements[name]?.addEventListener("input", () => this.saveDraft());
    form.addEventListener("hub:posted", () => this.posted());
    form.addEventListener("hub:take-back", (event) => this.takeBack(event));
    form.addEventListener("hub:new-token", ({ detail }) => this.takeToken(detail.token));
    this.textarea.addEventListener("focus", () => this.load(), { once: true });
    this.textarea.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.post();
    });
    const isEntered = document.activeElement === this.textarea; // before this script was here to hear of it
    if (isEntered || this.isHTML || this.textarea.value) this.load(); // marks and tags are not for reading
  }

  get isHTML() {
    return this.form.elements.body_format.value === "html";
  }

  get isEmpty() {
    return this.editor ? this.editor.isEmpty : !this.textarea.value.trim();
  }

  /** Gives the words as HTML, or null while the plain box holds them. */
  getHTML() {
    if (!this.editor) return null;
    return this.editor.isEmpty ? "" : this.editor.getHTML();
  }

  async setHTML(html) {
    await this.load();
    this.editor?.commands.setContent(html, { emitUpdate: true });
  }

  async focus() {
    this.textarea.focus();
    await this.load();
    if (this.editor) this.takeFocus();
  }

  post() {
    this.form.requestSubmit(this.form.querySelector("[type='submit']"));
  }

  /** What was sent is posted. Words that were changed meanwhile stay, for a post of their own. */
  posted() {
    if (this.changes === this.sent?.changes || this.textarea.value === this.sent?.words) {
      this.reset();
      return;
    }
    this.drafts.forgetPosted(this.sent.token);
    this.takeToken(newToken());
    this.drafts.say("Posted. What you wrote meanwhile is still here.");
  }

  /** Goes on with a reply that waited to be sent, under its own token, unless other words stand here. */
  takeBack(event) {
    if (!this.isEmpty || this.files?.kept.length) {
      this.drafts.say("Post or empty what is in the box first.");
      return;
    }
    event.preventDefault();
    this.drafts.use(event.detail);
  }

  /** Goes on with these words under another token. */
  takeToken(token) {
    this.form.elements.token.value = token;
    this.saveDraft();
    this.drafts.saveNow();
  }

  /** Empties the box for the next post. The place stays, and so does the focus if it was here. */
  reset() {
    const { token: posted } = this.form.elements;
    this.drafts.forgetPosted(this.sent?.token ?? posted.value);
    this.form.elements.token.value = newToken();
    if (this.form.elements.quoted) this.form.elements.quoted.value = "";
    this.drafts.mask({});
    this.editor?.commands.setContent("", { emitUpdate: false });
    this.textarea.value = "";
    this.start = "";
    this.drafts.say("");
    this.drafts.saySaved("");
  }

  // The editor

  /** Loads the editor and puts it in the place of the plain box. Once; without it the box stays. */
  load() {
    this.loading ??= this.open().catch(() => this.stayPlain());
    return this.loading;
  }

  /** The editor did not come: nobody should have to read tags. */
  stayPlain() {
    if (!this.isHTML) return;
    this.textarea.value = textOf(this.textarea.value);
    this.form.elements.body_format.value = "text";
  }

  async open() {
    const [{ openEditor }, { startToolbar }, { Mentions }] = await Promise.all([
      import("discussions/composer-editor"),
      import("discussions/composer-toolbar"),
      import("discussions/composer-mentions"),
    ]);
    const content = this.contentOf();
    if (content === null) return; // somebody went on in the page's marks: leave them to it

    const tools = this.box.querySelector("[data-composer-tools]").content.cloneNode(true);
    const area = document.createElement("div");
    area.className = "composer__area";
    this.box.append(tools, area);
    let toolbar = null;
    let mentions = null;
    this.editor = openEditor({
      element: area,
      content,
      attributes: this.describe(),
      onUpdate: () => this.sync(),
      onMove: () => (toolbar?.update(), mentions?.update()),
      onPost: () => this.post(),
      onLink: () => toolbar.askForLink(),
      onKey: (event) => mentions.onKey(event),
    });
    toolbar = startToolbar(this.box, () => this.editor);
    mentions = new Mentions(this.form, this.box, () => this.editor);
    mentions.update();

    if (document.activeElement === this.textarea) this.takeFocus();
    this.textarea.hidden = true;
    this.textarea.removeAttribute("id"); // the editor answers to it now, for links to what is wrong
    this.label.addEventListener("click", () => this.editor.commands.focus());
    this.form.querySelector("[data-composer-hint]").hidden = true;
    this.write();
  }

  /** Moves the cursor to the end of the editor at once: its own `focus` waits, and a letter would be lost. */
  takeFocus() {
    this.editor.commands.setTextSelection(this.editor.state.doc.content.size);
    this.editor.view.focus();
  }

  /** Gives the words of the plain box for the editor; null when they are in marks we did not read. */
  contentOf() {
    const { value: words, defaultValue } = this.textarea;
    if (this.isHTML) return words;
    const start = this.box.querySelector("[data-composer-start]").innerHTML.trim();
    if (words === this.start && start) return start;
    if (defaultValue && words !== defaultValue) return null;
    return plainToContent(words);
  }

  describe() {
    this.label.id ||= `${this.textarea.id}_label`;
    const described = this.textarea.getAttribute("aria-describedby");
    return {
      id: this.textarea.id,
      class: "prose",
      role: "textbox",
      "aria-multiline": "true",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-labelledby": this.label.id,
      ...(described && { "aria-describedby": described }),
      ...(this.textarea.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
    };
  }

  /** Puts the editor's words where the form sends them from. */
  write() {
    this.textarea.value = this.getHTML();
    this.form.elements.body_format.value = "html";
  }

  sync() {
    this.write();
    this.saveDraft();
  }

  // Quotations

  /** Puts what somebody said above the next words, and says which post it was. */
  async insertQuote({ name, words, number }) {
    await this.load();
    if (this.form.elements.quoted) this.form.elements.quoted.value = number;
    if (this.editor) {
      const text = (string, marks = []) => ({ type: "text", text: string, marks });
      const line = (...content) => ({ type: "paragraph", content });
      const quote = {
        type: "blockquote",
        content: [line(text(name, [{ type: "bold" }]), text(" wrote:")), line(text(words))],
      };
      const here = this.editor.isEmpty ? { from: 0, to: this.editor.state.doc.content.size } : this.editor.state.doc.content.size;
      this.editor.chain().insertContentAt(here, [quote, { type: "paragraph" }]).focus("end").run();
    } else {
      const before = this.textarea.value.trim();
      this.textarea.value = `${before ? `${before}\n\n` : ""}> **${name}** wrote:\n>\n> ${words}\n\n`;
      this.textarea.focus();
      this.saveDraft();
    }
  }

  // Drafts

  saveDraft() {
    this.changes += 1;
    this.drafts.save();
  }

  /** Goes back to the words the page came with. */
  async startAgain() {
    await this.setHTML(this.box.querySelector("[data-composer-start]").innerHTML);
    if (!this.editor) this.textarea.value = this.start;
  }

  // Posting

  /** Lets one press through. The page that posts by script has its own listener, which comes after. */
  guardSubmit() {
    const button = this.form.querySelector("[type='submit']");
    const free = () => this.form.hasAttribute("data-closed") || button.removeAttribute("aria-disabled");
    this.form.addEventListener("submit", (event) => {
      if (button.getAttribute("aria-disabled") === "true") {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      this.drafts.saveNow();
      this.sent = { changes: this.changes, words: this.textarea.value, token: this.form.elements.token.value };
      setTimeout(() => {
        if (event.defaultPrevented) return;
        this.drafts.leave();
        button.setAttribute("aria-disabled", "true");
      });
    });
    addEventListener("pageshow", free); // back again: the press did not take, or was another one
  }
}

function quoteByClick(composer) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-action='quote']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const post = link.closest("[data-post]");
    event.preventDefault();
    composer.insertQuote({ name: link.dataset.name, words: wordsOf(post), number: post.dataset.post });
  });
  return true;
}
