/**
 * Replies that were pressed while there was no connection, kept in this browser until they are sent.
 *
 * Each goes under the token of its press, so it can never be posted twice, in the order they were
 * written, from whatever page of the hub is open when the connection returns. They belong to one
 * person and leave with them. What the hub refuses comes back with its sentence and its words.
 */

import { filesIn, textOf } from "discussions/composer-words";
import { OUTBOX, quietly } from "discussions/draft";

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60;
/** What belongs to the page or to its draft, not to the reply. */
const NOT_SENT = ["csrfmiddlewaretoken", "writer", "place", "revision"];
/** Answers that say the hub is at fault, before the next reply gets its turn. */
const MOST_FAILURES = 6;
const BROKEN = "Something went wrong on our side each time we tried. Your words are safe here; send them again later.";
const SIGN_IN = "Your sign-in has ended. Sign in, and send it again.";

let outbox = null;

/** Starts sending what waits of this person; once in each page. */
export function startOutbox(user) {
  outbox ??= new Outbox(user);
  return outbox;
}

class Outbox {
  constructor(user) {
    this.prefix = `${OUTBOX}${user}:`;
    this.wait = FIRST_WAIT_SECONDS;
    this.form = document.querySelector("form[data-composer][data-draft-key^='thread-']");
    for (const name of ["online", "hub:live"]) addEventListener(name, () => this.sendAll());
    addEventListener("storage", ({ key }) => key?.startsWith(this.prefix) && this.show()); // another window sent it
    this.form?.addEventListener("hub:gone", () => this.show()); // there is no box to take one back into
    this.show();
    this.sendAll();
  }

  /** Lists what is kept, oldest first. */
  get replies() {
    const names = quietly(() => Object.keys(localStorage)) ?? [];
    return names
      .filter((name) => name.startsWith(this.prefix))
      .map((name) => quietly(() => JSON.parse(localStorage.getItem(name))))
      .filter((reply) => Array.isArray(reply?.fields) && reply.action?.startsWith("/"))
      .sort((one, other) => one.at - other.at);
  }

  get hasWaiting() {
    return this.replies.some((reply) => !reply.refused);
  }

  /** Keeps what stands in a composer; gives whether the browser could. */
  keep(form) {
    const kept = this.write({
      action: new URL(form.action).pathname,
      place: form.dataset.draftKey,
      title: document.querySelector("h1")?.textContent ?? "",
      fields: [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_SENT.includes(name)),
      files: filesIn(form), // their ids go with the fields; these are for the eye
      token: form.elements.token.value,
      at: Date.now(),
    });
    this.show();
    return kept;
  }

  write(reply) {
    return quietly(() => {
      localStorage.setItem(this.prefix + reply.token, JSON.stringify(reply));
      return true;
    });
  }

  remove(reply) {
    quietly(() => localStorage.removeItem(this.prefix + reply.token));
    this.show();
  }

  /** Sends what waits, one after the other; the first that meets no connection ends the round. */
  sendAll() {
    clearTimeout(this.timer);
    this.round ??= this.sendInOrder().finally(() => (this.round = null));
    return this.round;
  }

  async sendInOrder() {
    for (const reply of this.replies) {
      if (reply.refused) continue;
      if (!(await this.send(reply))) {
        this.timer = setTimeout(() => this.sendAll(), this.wait * 1000);
        this.wait = Math.min(LONGEST_WAIT_SECONDS, this.wait * 2);
        return;
      }
    }
    this.wait = FIRST_WAIT_SECONDS;
  }

  /** Sends one; gives false when there was no answer to be had. */
  async send(reply) {
    const body = new URLSearchParams(reply.fields);
    body.set("token", reply.token);
    if (reply.confirmed) body.set("confirmed", reply.confirmed);
    body.set("csrfmiddlewaretoken", document.querySelector("[name='csrfmiddlewaretoken']").value);
    let answer;
    try {
      answer = await fetch(reply.action, { method: "POST", headers: { Accept: "application/json" }, body });
    } catch {
      return false;
    }
    if (answer.status >= 500) {
      const failures = (reply.failures ?? 0) + 1;
      if (failures < MOST_FAILURES) {
        this.write({ ...reply, failures });
        return false;
      }
      this.refuse(reply, { errors: { __all__: [BROKEN] } }); // else it would hold up all that wait behind it
      return true;
    }
    const isFacts = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status === 202) {
      this.remove(reply);
      location.assign((await answer.json()).url); // it waits for a Lead, and stands there
    } else if (answer.status === 201) {
      this.remove(reply);
      dispatchEvent(new CustomEvent("hub:sent", { detail: { ...(await answer.json()), token: reply.token } }));
    } else {
      this.refuse(reply, isFacts ? await answer.json() : { errors: { __all__: [SIGN_IN] } });
    }
    return true;
  }

  /** Words that were refused wait for their author, who is told why; another token comes with a second chance. */
  refuse(reply, { errors, token, pause }) {
    this.remove(reply);
    const refused = [...Object.values(errors).flat(), ...(pause?.found ?? [])].join(" ");
    // Sent again as it is, it has been looked at.
    this.write({ ...reply, token: token ?? reply.token, confirmed: pause?.token, refused });
    this.show();
  }

  /** Gives a reply back to the box it was written in, under the same token, if nothing else stands there. */
  takeBack(reply) {
    const { body, body_format: format, quoted, masked } = Object.fromEntries(reply.fields);
    const detail = { body, format, quoted, masked: Boolean(masked), files: reply.files, token: reply.token };
    const isTaken = !this.form.dispatchEvent(new CustomEvent("hub:take-back", { detail, cancelable: true }));
    if (isTaken) this.remove(reply);
  }

  // What people see

  show() {
    const here = this.form?.dataset.draftKey;
    const shown = this.replies.filter((reply) => reply.refused || reply.place === here);
    this.section ??= makeSection();
    this.section.replaceChildren(...shown.map((reply) => this.card(reply, reply.place === here)));
    this.section.hidden = !shown.length;
    if (this.section.isConnected) return;
    const reply = this.form?.closest("[data-reply]");
    if (reply) reply.before(this.section);
    else document.querySelector("main h1")?.parentElement.prepend(this.section);
  }

  card(reply, isHere) {
    const part = (name, words, className = "") => Object.assign(document.createElement(name), { textContent: words, className });
    const button = (words, act) => {
      const made = part("button", words, "button button--quiet button--small");
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    };
    const { body, body_format: format } = Object.fromEntries(reply.fields);
    const card = part("article", "", "unsent");
    const link = part("a", reply.title);
    link.href = reply.action.replace(/reply\/$/, "");
    const place = part("p", "", "meta");
    place.append("In ", link);
    const actions = part("div", "", "actions");
    actions.append(button("Send now", () => this.again(reply)));
    if (isHere && !this.form.hasAttribute("data-gone")) actions.append(button("Take back into the box", () => this.takeBack(reply)));
    if (reply.refused) actions.append(button("Discard", () => this.remove(reply)));
    card.append(
      part("h3", reply.refused ? "Not sent" : "Waiting to be sent", "unsent__title"),
      ...(reply.refused ? [part("p", reply.refused)] : []),
      ...(isHere ? [] : [place]),
      part("p", format === "html" ? textOf(body) : body, "unsent__words"),
      ...(reply.files ?? []).map(({ name }) => part("p", `With ${name}`, "meta")),
      actions,
    );
    return card;
  }

  again(reply) {
    const { refused, failures, ...fresh } = reply;
    if (refused) this.write(fresh);
    this.show();
    this.sendAll();
  }
}

function makeSection() {
  const section = document.createElement("section");
  section.setAttribute("aria-label", "Replies that are not sent yet");
  section.setAttribute("aria-live", "polite");
  return section;
}
