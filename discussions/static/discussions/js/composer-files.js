/**
 * Files of a post that is being written: each is uploaded at once, by a request of its own, and its id
 * stands in the form. Whatever goes wrong here, the words stay, and the form can be posted without it.
 */

import { filesIn } from "discussions/composer-words";

const MEGABYTE = 1024 * 1024;

/**
 * Starts the files of one composer, once; gives null where the page takes none.
 *
 * @param {HTMLFormElement} form
 * @param {() => void} onChange  called when a file has arrived, or was taken away
 */
export function takeFiles(form, onChange) {
  const place = form.querySelector("[data-composer-files]");
  return place && !place.dataset.started ? new ComposerFiles(form, place, onChange) : null;
}

class ComposerFiles {
  constructor(form, place, onChange) {
    place.dataset.started = "";
    this.form = form;
    this.place = place;
    this.onChange = onChange;
    this.list = place.querySelector("[data-new-files]");
    this.chooser = place.querySelector("input[type='file']");
    this.maxFiles = Number(place.dataset.maxFiles);
    this.maxBytes = Number(place.dataset.maxBytes);
    this.waiting = []; // one at a time: the server then knows the ones before, and pages have threads left
    this.request = null;
    this.chooser.addEventListener("change", () => this.choose([...this.chooser.files]));
    this.form.addEventListener("hub:posted", () => this.empty());
    this.waitBeforePosting();
    this.takeDrops();
    if (this.chooser.files.length) this.choose([...this.chooser.files]); // chosen before this script was here
  }

  /** How many files the post would have: those there, without the ones ticked to go, and the new ones. */
  get count() {
    const there = this.place.querySelectorAll("[data-file]").length;
    return there - this.place.querySelectorAll("[data-file] [name='removed']:checked").length;
  }

  /** The files that go with the post, as a draft keeps them. */
  get kept() {
    return filesIn(this.form);
  }

  /** Puts back files that waited with a draft, or with a reply that was not sent. */
  putBack(files) {
    const there = new Set(this.kept.map(({ id }) => id));
    for (const file of files) if (!there.has(file.id)) this.stand(this.addRow(file.name), file);
  }

  /** Takes them all off: somebody begins anew. They are on the server until a draft no longer holds them. */
  clear() {
    for (const { parentElement: item } of this.place.querySelectorAll("[name='uploaded']")) item.remove();
    this.showList();
  }

  choose(files) {
    if (this.form.hasAttribute("data-gone")) return;
    this.chooser.value = ""; // else they would travel a second time, with the form
    const room = Math.max(0, this.maxFiles - this.count);
    files.slice(0, room).forEach((file) => this.upload(file));
    const left = files.slice(room).map((file) => `“${file.name}”`);
    this.note(left.length ? `A post takes up to ${this.maxFiles} files, so ${left.join(", ")} did not get in.` : "");
  }

  upload(file) {
    const row = this.addRow(file.name);
    if (file.size > this.maxBytes) {
      this.fail(row, `Larger than ${this.maxBytes / MEGABYTE} MB. Make it smaller, or link to it.`);
      return;
    }
    this.waiting.push({ row, file });
    this.sendNext();
  }

  /** Sends the file that has waited longest, unless one is on its way. */
  sendNext() {
    if (this.request) return;
    const next = this.waiting.shift();
    if (!next) this.postIfWaiting();
    else if (next.row.item.isConnected) this.send(next);
    else this.sendNext(); // it was taken back before its turn
  }

  send({ row, file }) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    for (const { value } of this.place.querySelectorAll("[name='uploaded']")) data.append("uploaded", value);
    data.append("chosen", file);

    const request = new XMLHttpRequest(); // fetch cannot tell how far an upload is
    request.open("POST", this.place.dataset.upload);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) row.progress.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      this.request = null;
      this.settle(row, request);
      this.sendNext();
    });
    row.remove.addEventListener("click", () => request.abort());
    this.request = request;
    this.say(`Uploading ${file.name}.`);
    request.send(data);
  }

  settle(row, request) {
    if (!row.item.isConnected) return; // somebody thought better of it
    const answer = request.response;
    if (request.status === 201 && answer?.id) {
      this.stand(row, answer);
      this.say(`${answer.name} is uploaded.`);
      this.onChange();
    } else if (request.status === 200 && answer?.note) {
      row.item.remove();
      this.showList();
      this.note(answer.note);
    } else {
      const told = answer?.errors && Object.values(answer.errors).flat()[0];
      // The sentence begins with the file's name, which the row shows already.
      this.fail(row, told?.replace(/^“.*?”: /, "") || "It did not arrive. Your words are safe; choose the file again.");
    }
  }

  /** The file is on the server: its id goes with the post. */
  stand(row, { id, name, facts }) {
    row.name.textContent = name;
    row.facts.textContent = facts;
    row.progress.remove();
    row.item.dataset.file = "";
    row.item.append(Object.assign(document.createElement("input"), { type: "hidden", name: "uploaded", value: id }));
    row.remove.addEventListener("click", () => this.discard(id));
  }

  /** The file did not get in; its row says why until somebody takes it away. */
  fail(row, sentence) {
    this.hasFailed = true;
    delete row.item.dataset.file;
    row.item.classList.add("file--failed");
    row.progress.remove();
    row.facts.className = "field__error";
    row.facts.textContent = sentence;
    this.say(`${row.name.textContent}: ${sentence}`);
  }

  discard(id) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    fetch(`${this.place.dataset.upload}${id}/discard/`, { method: "POST", body }).catch(() => {}); // swept tomorrow
  }

  addRow(fileName) {
    const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
    const item = make("li", { className: "file" });
    const words = make("span", { className: "file__words" });
    const name = make("span", { className: "file__name", textContent: fileName });
    const facts = make("span", { className: "file__facts" });
    const progress = make("progress", { className: "file__progress", max: 1, value: 0 });
    progress.setAttribute("aria-label", `Uploading ${fileName}`);
    const remove = make("button", { type: "button", className: "link-button file__remove", textContent: "Remove" });
    remove.append(make("span", { className: "visually-hidden", textContent: ` ${fileName}` }));
    remove.addEventListener("click", () => this.takeAway(item, fileName));
    item.dataset.file = "";
    words.append(name, " ", facts);
    item.append(words, progress, remove);
    this.list.append(item);
    this.showList();
    return { item, name, facts, progress, remove };
  }

  takeAway(item, fileName) {
    item.remove();
    this.showList();
    this.onChange();
    this.note("");
    this.say(`${fileName} is removed.`);
    this.chooser.focus(); // the button that had the focus is gone
  }

  /** What was sent is posted; a file that came while it went stays for the next post. */
  empty() {
    for (const item of this.place.querySelectorAll("li")) {
      const id = item.querySelector("[name='uploaded']")?.value;
      if ((id && this.sent?.has(id)) || item.classList.contains("file--failed")) item.remove();
    }
    this.showList();
    this.say("");
    this.note("");
  }

  showList() {
    this.list.hidden = this.list.childElementCount === 0;
  }

  /** Reads out what the list shows too. */
  say(sentence) {
    this.place.querySelector("[data-files-said]").textContent = sentence;
  }

  /** Says what no row of the list shows; it stays until something else is done. */
  note(sentence) {
    this.place.querySelector("[data-files-note]").textContent = sentence;
  }

  // Posting

  /** A post whose files are on their way goes when they have arrived, if all of them do. */
  waitBeforePosting() {
    this.form.addEventListener(
      "submit",
      (event) => {
        this.sent = new Set([...this.place.querySelectorAll("[name='uploaded']")].map(({ value }) => value));
        if (!this.request) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.isWaiting = true;
        this.hasFailed = false;
        this.note("Your post goes as soon as its files have arrived.");
      },
      { capture: true },
    );
  }

  postIfWaiting() {
    if (!this.isWaiting) return;
    this.isWaiting = false;
    this.note(this.hasFailed ? "A file did not get in, so nothing is posted yet. Press again to post without it." : "");
    if (!this.hasFailed) this.form.requestSubmit(this.form.querySelector("[type='submit']"));
  }

  // Dragging

  takeDrops() {
    this.place.querySelector("[data-drop-hint]").hidden = !matchMedia("(pointer: fine)").matches;
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    const mark = (event, isOver) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.form.classList.toggle("composer--over", isOver);
    };
    // Before the editor hears of it, which would put the file's name among the words.
    this.form.addEventListener("dragover", (event) => mark(event, true), { capture: true });
    this.form.addEventListener("dragleave", (event) => mark(event, this.form.contains(event.relatedTarget)));
    this.form.addEventListener(
      "drop",
      (event) => {
        if (!holdsFiles(event)) return;
        mark(event, false);
        event.stopPropagation();
        this.choose([...event.dataTransfer.files]);
      },
      { capture: true },
    );
  }
}
