/**
 * What a composer keeps of the words in it, in this browser and on the server, and how it gives them back.
 *
 * Nothing here overwrites words without asking: another page's newer draft and the words in this box
 * are both offered.
 */

import { newToken, plainToContent, textOf } from "discussions/composer-words";
import { Drafts, isUnsent, keepOnlyDraftsOf } from "discussions/draft";
import { ServerDraft } from "discussions/draft-server";

const GLIMPSE = 60; // characters

export class ComposerDrafts {
  constructor(composer) {
    this.composer = composer;
    this.form = composer.form;
    const { user, draftKey } = this.form.dataset;
    keepOnlyDraftsOf(user);
    this.whyOnlyHere = null; // a sentence, perhaps an empty one, while the server has other words than these
    this.drafts = new Drafts(user, draftKey, () => this.sayKept());
    this.server = new ServerDraft(this.form, {
      onSaved: (words, revision) => this.synced(words, revision),
      onNewer: (newer) => this.offerNewer(fromServer(newer)),
      onRefused: ([sentence]) => this.keptOnlyHere(sentence),
      onFailed: () => this.keptOnlyHere(),
    });
    this.form.querySelector("[data-save-draft]").hidden = true;
    this.say(""); // what the page says without script
    this.form.addEventListener("hub:gone", () => {
      this.server.stop();
      this.say(""); // a question about words that can no longer be answered
    });
    addEventListener("pagehide", () => {
      this.drafts.saveNow();
      this.server.saveLeaving();
    });
    this.giveBack();
  }

  /** Finds what was kept before, here or on the server, and restores or offers it. */
  giveBack() {
    const there = this.readServer();
    const [here, ...others] = this.readHere(there);
    const kept = here ?? there;
    if (!kept || isUnsent(this.form.dataset.user, kept.token)) return; // it waits to be sent, and is shown there
    const { textarea, start, isHTML } = this.composer;
    const { title } = this.form.elements;
    const isWhatStandsHere = kept.body === textarea.value && (kept.title ?? "") === (title?.value ?? "");
    if (isWhatStandsHere && !hasOtherFiles(kept, this.composer.files)) return;
    if (isHTML) return; // refused words, just sent: they are the newest there are
    if (kept === there ? !textarea.value : kept.base === start) this.restore(kept);
    else this.offer(kept);
    const isBoth = there && kept !== there && there.revision !== kept.revision && (there.body !== kept.body || hasOtherFiles(there, this.composer.files));
    if (isBoth) {
      this.server.revision = kept.revision ?? 0; // so that nothing of theirs is overwritten unseen
      this.offerNewer(there);
    } else if (others.length) {
      this.offer(others[0]);
    }
  }

  /** Gives what this browser kept, newest first, and forgets what was posted or discarded on another device. */
  readHere(there) {
    const isElsewhere = (kept) => kept.synced && kept.revision !== there?.revision;
    const kept = this.drafts.readAll();
    kept.filter(isElsewhere).forEach(({ token }) => this.drafts.forget(token));
    return kept.filter((each) => !isElsewhere(each));
  }

  readServer() {
    const part = this.form.querySelector("template[data-kept]");
    if (!part) return null;
    const { format, token, quoted, title, files = "[]" } = part.dataset;
    const masked = "masked" in part.dataset;
    const { revision } = this.server;
    return { body: part.content.textContent, format, token, quoted, title, masked, files: JSON.parse(files), revision };
  }

  /** What stands in the composer, as it is kept. */
  get words() {
    const { token, quoted, title, masked, body_format: format } = this.form.elements;
    return {
      masked: masked?.checked ?? false,
      body: this.composer.textarea.value,
      format: format.value,
      token: token.value,
      quoted: quoted?.value ?? "",
      title: title?.value ?? "",
      files: this.composer.files?.kept ?? [],
      base: this.composer.start,
      revision: this.server.revision,
    };
  }

  /** Saves here in a moment and there after a pause; an empty box has nothing to keep. */
  save() {
    const { words } = this;
    if (this.composer.isEmpty && !this.composer.start && !words.title && !words.files.length) {
      this.drafts.forget(this.form.elements.token.value);
      this.server.save({ ...words, body: "" });
      return;
    }
    this.drafts.save(words);
    this.server.save(words);
  }

  saveNow() {
    this.drafts.saveNow();
  }

  /** The server has these words: unless more was typed since, the browser's copy is the same draft. */
  synced(words, revision) {
    this.whyOnlyHere = null;
    if (this.server.waiting || !(words.body || words.files?.length)) return;
    this.drafts.save({ ...words, revision, synced: true });
    this.drafts.saveNow();
  }

  /** The words of this press are posted, and the server has ended their draft. */
  forgetPosted(token) {
    this.drafts.forget(token);
    this.server.rest();
    this.server.revision = 0;
    this.whyOnlyHere = null;
    this.offered = null; // other words that are still there are asked about again beside the next ones
  }

  /** The form goes off by an ordinary post; what it leads to tells how it went. */
  leave() {
    this.drafts.markSent(this.form.elements.token.value);
    this.server.rest();
  }

  restore(kept) {
    const { token, quoted, title, body_format: format } = this.form.elements;
    this.composer.textarea.value = kept.body;
    format.value = kept.format === "html" ? "html" : "text";
    token.value = kept.token; // the same words, however often they are sent, post once
    if (quoted) quoted.value = kept.quoted;
    if (title) title.value ||= kept.title ?? "";
    this.composer.files?.putBack(kept.files ?? []);
    this.say(this.mask(kept) ?? "We kept what you wrote.", ["Discard", () => this.discard()]);
  }

  /** Ticks *Ask without my name* as it was with these words; gives what to say where it is not offered any more. */
  mask(kept) {
    const { masked } = this.form.elements;
    if (masked) masked.checked = Boolean(kept.masked);
    return kept.masked && !masked ? "You were to ask this without your name. That is not offered here now: posted, it shows who you are." : null;
  }

  /** The page came with other words, a quotation or an edit: ask which to go on with. */
  offer(kept) {
    const drop = () => {
      this.drafts.forget(kept.token);
      if (kept.revision === this.server.revision) this.server.forget(kept.token);
      this.say("");
    };
    this.say(`You began to write here before: ${glimpse(kept)}`, ["Use what I wrote then", () => this.use(kept)], ["Discard it", drop]);
  }

  /** Another page has saved other words meanwhile. Both stay until the person chooses. */
  offerNewer(newer) {
    this.keptOnlyHere();
    if (this.offered === newer.revision) return;
    this.offered = newer.revision;
    const { token } = this.form.elements;
    if (token.value === newer.token) token.value = newToken(); // from here on they are two drafts
    this.drafts.save(this.words);
    this.drafts.saveNow();
    const keep = () => {
      this.server.revision = newer.revision;
      this.say("");
      this.save();
      this.server.saveNow();
    };
    const take = () => {
      this.whyOnlyHere = null;
      this.server.revision = newer.revision;
      this.use(newer);
    };
    this.say(`You saved other words for this on another page: ${glimpse(newer)}`, ["Use those", take], ["Keep these", keep]);
  }

  /** Puts these words in the box. What stood there stays in this browser, and one press away. */
  async use(kept) {
    const { token, quoted, title } = this.form.elements;
    const before = this.composer.isEmpty ? null : this.words;
    this.drafts.saveNow();
    token.value = kept.token;
    if (quoted) quoted.value = kept.quoted ?? "";
    if (title && kept.title) title.value = kept.title;
    this.composer.files?.clear();
    this.composer.files?.putBack(kept.files ?? []);
    await this.composer.setHTML(kept.format === "html" ? kept.body : plainToContent(kept.body));
    const unmasked = this.mask(kept);
    if (before) this.say(unmasked ?? "What stood here is kept.", ["Go back to it", () => this.use(before)]);
    else this.say(unmasked ?? "");
    this.composer.focus();
  }

  async discard() {
    const { token, quoted, title } = this.form.elements;
    this.drafts.forget(this.form.elements.token.value);
    token.value = newToken();
    if (quoted) quoted.value = "";
    if (title) title.value = title.defaultValue;
    this.mask({});
    this.composer.files?.clear();
    await this.composer.startAgain();
    this.drafts.forget(this.form.elements.token.value);
    this.server.forget(token.value);
    this.say("");
    this.composer.focus();
  }

  keptOnlyHere(why = "") {
    this.whyOnlyHere = why;
    this.sayKept();
  }

  /** Says where these words are kept. */
  sayKept() {
    const isOnlyHere = this.whyOnlyHere !== null;
    this.saySaved(isOnlyHere ? `Kept in this browser only. ${this.whyOnlyHere}`.trim() : "Saved just now");
  }

  saySaved(sentence) {
    this.form.querySelector("[data-saved]").textContent = sentence;
  }

  say(sentence, ...choices) {
    const buttons = choices.map(([words, act]) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "link-button", textContent: words });
      button.addEventListener("click", act);
      return button;
    });
    this.form.querySelector("[data-draft-note]").replaceChildren(...[sentence, ...buttons].filter(Boolean));
  }
}

/** Gives the first words of a draft, in quotation marks. */
function glimpse({ body, format, title, files = [] }) {
  const words = (title || (format === "html" ? textOf(body) : body)).replace(/\s+/g, " ").trim() || files.map(({ name }) => name).join(", ");
  return `“${words.length > GLIMPSE ? `${words.slice(0, GLIMPSE).trim()}…` : words}”`;
}

/** Would these files come to those that stand in the composer? */
function hasOtherFiles({ files = [] }, composerFiles) {
  const there = new Set(composerFiles?.kept.map(({ id }) => id));
  return files.some(({ id }) => !there.has(id));
}

function fromServer({ body_format: format, quoted, ...rest }) {
  return { ...rest, format, quoted: quoted ?? "" };
}
