/**
 * Keeps what somebody types in this browser, until it is posted, discarded or they sign out.
 *
 * A draft belongs to one person, one place and one press: `draft:<user>:<key>:<token>`, so that two
 * windows never write over one another. Storage that is full, blocked or broken is nobody's business
 * while they write: everything here fails without a word.
 */

const PREFIX = "draft:";
/** What begins the name of a reply that waits to be sent, before the person and its token. */
export const OUTBOX = "outbox:";
const SENT = "draft-sent";
const MAX_CHARACTERS = 150_000;
const PAUSE_MS = 400;

/** What one place has of drafts. `onSaved` is called after each save. */
export class Drafts {
  constructor(user, key, onSaved = () => {}) {
    this.prefix = `${PREFIX}${user}:${key}:`;
    this.onSaved = onSaved;
  }

  /** Gives what was kept ({body, format, token, quoted, files, base} of each), newest first. */
  readAll() {
    const names = quietly(() => Object.keys(localStorage)) ?? [];
    return names
      .filter((name) => name.startsWith(this.prefix))
      .map((name) => quietly(() => JSON.parse(localStorage.getItem(name))))
      .filter((kept) => typeof kept?.body === "string")
      .sort((one, other) => other.at - one.at);
  }

  /** Saves in a moment, if nothing else is saved before that. */
  save(words) {
    this.waiting = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.saveNow(), PAUSE_MS);
  }

  saveNow() {
    clearTimeout(this.timer);
    if (!this.waiting) return;
    const text = JSON.stringify({ ...this.waiting, at: Date.now() });
    const name = this.prefix + this.waiting.token;
    this.waiting = null;
    if (text.length > MAX_CHARACTERS) return;
    quietly(() => {
      localStorage.setItem(name, text);
      this.onSaved();
    });
  }

  forget(token) {
    clearTimeout(this.timer);
    this.waiting = null;
    quietly(() => localStorage.removeItem(this.prefix + token));
  }

  /** Remembers that the form went off by an ordinary post; the page it leads to tells how it went. */
  markSent(token) {
    quietly(() => sessionStorage.setItem(SENT, this.prefix + token));
  }
}

/**
 * Drops the draft that was sent, if this page was reached by posting it: it opens at the post, or
 * is the conversation that was started.
 */
export function forgetSent() {
  quietly(() => {
    const name = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    const hasStarted = name?.includes(":start-") && document.querySelector("[data-thread-page]");
    const isPosted = hasStarted || location.hash === "#summary" || location.hash.startsWith("#post-");
    if (name && isPosted) localStorage.removeItem(name);
  });
}

/** Drops what everybody but this person wrote: on a shared computer it is nobody else's. */
export function keepOnlyDraftsOf(user) {
  dropDrafts((name) => name.split(":")[1] !== user);
}

/** Do replies wait to be sent from this browser? */
export function hasUnsent() {
  return quietly(() => Object.keys(localStorage).some((name) => name.startsWith(OUTBOX)));
}

/** Does this press of this person wait to be sent? */
export function isUnsent(user, token) {
  return quietly(() => localStorage.getItem(`${OUTBOX}${user}:${token}`)) !== null;
}

/** Drops all drafts, and replies that wait, when somebody signs out. */
export function forgetDraftsAtSignOut() {
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-sign-out]") || target.querySelector("[data-sign-out]")) {
      dropDrafts(() => true);
      quietly(() => sessionStorage.removeItem(SENT));
    }
  });
}

function dropDrafts(isWanted) {
  quietly(() =>
    Object.keys(localStorage)
      .filter((name) => (name.startsWith(PREFIX) || name.startsWith(OUTBOX)) && isWanted(name))
      .forEach((name) => localStorage.removeItem(name)),
  );
}

/** Does something with storage that may be full, blocked or broken; gives null when it is. */
export function quietly(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
