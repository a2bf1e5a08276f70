/**
 * Keeps what somebody types on the server too, so that it is found again on any device.
 *
 * The browser's own copy comes first and is never given up for this one. A save says which revision
 * this page has seen; when another page has saved since, nothing is overwritten and `onNewer` is told. A save that had no answer is
 * tried again by itself.
 */

const PAUSE_MS = 3000;
const FIRST_WAIT_MS = 5000; // after a save that failed; each next wait is twice as long
const LONGEST_WAIT_MS = 60_000;
const KEEPALIVE_BYTES = 60_000; // a browser carries no more than 64 KB after its page

export class ServerDraft {
  /**
   * @param {HTMLFormElement} form
   * @param {(words: object, revision: number) => void} onSaved
   * @param {(newer: object) => void} onNewer
   * @param {(sentences: string[]) => void} onRefused
   * @param {() => void} onFailed  there was no answer; it is tried again
   */
  constructor(form, { onSaved, onNewer, onRefused, onFailed }) {
    Object.assign(this, { form, onSaved, onNewer, onRefused, onFailed });
    this.waiting = null;
    this.wait = FIRST_WAIT_MS;
    this.rests = 0;
    this.busy = Promise.resolve();
    addEventListener("online", () => this.saveNow());
  }

  get revision() {
    return Number(this.form.elements.revision.value);
  }

  set revision(number) {
    this.form.elements.revision.value = number;
  }

  /** Saves after a pause, if nothing else is saved before that. */
  save(words) {
    if (this.isStopped) return;
    this.waiting = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.saveNow(), PAUSE_MS);
  }

  /** Saves what waits, after whatever is on its way: an answer tells the revision the next one needs. */
  saveNow() {
    clearTimeout(this.timer);
    this.busy = this.busy.then(() => this.waiting && this.send(this.take()));
    return this.busy;
  }

  /** Saves while the page goes away. */
  saveLeaving() {
    if (this.waiting) this.send(this.take());
  }

  /** Forgets what the server keeps of this place: no words are nothing to keep. */
  forget(token) {
    this.rest();
    if (this.revision) this.save({ body: "", title: "", format: "text", quoted: "", token });
    return this.saveNow();
  }

  /** What waits is being posted: the server ends the draft by itself. A save on its way is not tried again. */
  rest() {
    clearTimeout(this.timer);
    this.waiting = null;
    this.rests += 1;
  }

  /** Saves nothing more: the place these words are for is not here any more. */
  stop() {
    this.rest();
    this.isStopped = true;
  }

  /** Tries again later, unless newer words, which have a pause of their own, go before. */
  tryAgain(words) {
    if (words.body || words.title || words.files?.length) this.onFailed();
    if (this.waiting) return;
    this.waiting = words;
    this.timer = setTimeout(() => this.saveNow(), this.wait * (0.5 + Math.random())); // not all pages at once
    this.wait = Math.min(LONGEST_WAIT_MS, this.wait * 2);
  }

  take() {
    const words = this.waiting;
    this.waiting = null;
    return words;
  }

  async send(words) {
    const { csrfmiddlewaretoken, place, page, passage } = this.form.elements;
    const body = new URLSearchParams({
      csrfmiddlewaretoken: csrfmiddlewaretoken.value,
      place: place.value,
      revision: this.revision,
      title: words.title,
      body: words.body,
      body_format: words.format,
      quoted: words.quoted,
      token: words.token,
      page: page?.value ?? "",
      passage: passage?.value ?? "",
    });
    if (words.masked) body.set("masked", "on");
    for (const { id } of words.files ?? []) body.append("uploaded", id);
    const { rests } = this;
    const keepalive = body.toString().length < KEEPALIVE_BYTES; // somebody may leave at any moment
    try {
      const answer = await fetch(this.form.dataset.keep, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive,
      });
      if (answer.status >= 500) throw new Error("The hub could not keep this draft just now.");
      await this.hear(answer, words);
    } catch {
      if (rests === this.rests) this.tryAgain(words);
    }
  }

  async hear(answer, words) {
    this.wait = FIRST_WAIT_MS;
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      if (!answer.ok) this.onRefused([]);
      return;
    }
    const told = await answer.json();
    if (told.newer) {
      this.onNewer(told.newer);
    } else if (answer.ok) {
      this.revision = told.revision;
      this.onSaved(words, told.revision);
    } else {
      this.onRefused(Object.values(told.errors ?? {}).flat());
    }
  }
}
