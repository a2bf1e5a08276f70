/**
 * The Posts of a page, kept equal to a page just loaded.
 *
 * Frames may be lost, doubled, late and out of order: a number the page has is dropped, a jump
 * is a gap, and a gap asks again. Nothing that is being read moves.
 */

import { Announcer } from "discussions/announcer";
import { press } from "discussions/press";
import { focusQuietly, holdStill } from "discussions/still";
import { writeTimes } from "hub/times";

const READ_SECONDS = 2;

export class PostList {
  constructor(root, data, { onGap, readPath, marks, isQuiet }) {
    this.root = root;
    this.posts = root.querySelector("[data-posts]");
    this.upto = data.upto;
    this.viewer = data.viewer;
    this.canReply = data.canReply;
    this.speaks = data.speaks;
    this.isLocked = data.locked;
    this.why = ""; // why its reader, a member, may not write now
    this.first = data.first;
    this.last = data.last;
    this.newest = data.newest;
    this.isAtEnd = data.last >= data.newest;
    this.marks = marks;
    this.isQuiet = isQuiet;
    this.onRange = () => {};
    this.onGap = onGap;
    this.readPath = readPath;
    this.unseen = 0;
    this.announcer = new Announcer(root);
    this.seenUpto = data.viewer ? data.last : Infinity;
    this.watchSight();
    this.fit(this.posts);
  }

  /** Applies one frame of the change log. */
  apply(frame) {
    if (this.isClosed) return;
    if (frame.type === "reset") location.reload();
    if (frame.type === "beat" && frame.upto > this.upto) this.onGap();
    if (frame.type !== "changes" || frame.upto <= this.upto) return;
    if (frame.after > this.upto) {
      this.onGap();
      return;
    }
    this.upto = frame.upto;
    let added = 0;
    holdStill(this.posts, () => {
      for (const post of frame.posts) added += this.put(post);
      for (const number of frame.removed) this.remove(number);
      this.showHead(frame);
      this.lock(frame.locked);
    });
    const elsewhere = this.isAtEnd ? 0 : Math.max(0, frame.newest - this.newest);
    this.newest = Math.max(this.newest, frame.newest);
    this.onRange();
    if (added + elsewhere > 0) this.tell(added + elsewhere);
  }

  /** Replaces a Post that is here, appends one that belongs next; gives how many are new to the reader. */
  put({ number, author, html }) {
    const fresh = fromHTML(html);
    const old = document.getElementById(`post-${number}`);
    this.fit(fresh);
    if (old) {
      const hadFocus = old.contains(document.activeElement);
      const focused = hadFocus && sameIn(fresh, document.activeElement);
      this.keepPlace(old, fresh);
      old.replaceWith(fresh);
      if (focused) focused.focus({ preventScroll: true });
      else if (hadFocus) focusQuietly(fresh);
      return 0;
    }
    if (!this.isAtEnd || number <= this.last) return 0;
    this.last = number;
    fresh.classList.add("post--new");
    this.posts.append(fresh);
    this.sight.observe(fresh);
    return author !== null && (author === this.viewer || this.isQuiet(author)) ? 0 : 1;
  }

  /** Takes out a Post that was moved to another conversation. */
  remove(number) {
    const post = document.getElementById(`post-${number}`);
    if (!post) return;
    if (post.classList.contains("post--new") && !("seen" in post.dataset)) this.unseen = Math.max(0, this.unseen - 1);
    if (post.contains(document.activeElement)) focusQuietly(post.nextElementSibling ?? post.previousElementSibling);
    post.remove();
  }

  /** Puts fetched Posts above the first one. */
  addBefore({ first, posts, ...marked }) {
    for (const mark of this.marks) mark.learn(marked);
    const fresh = posts.map(({ html }) => fromHTML(html));
    this.posts.prepend(...fresh);
    fresh.forEach((post) => this.fit(post));
    this.first = first;
    this.onRange();
  }

  /** Puts fetched Posts below the last one; whoever scrolls to them has read them. */
  addAfter({ last, posts, ...marked }) {
    for (const mark of this.marks) mark.learn(marked);
    const fresh = posts.map(({ html }) => fromHTML(html));
    this.posts.append(...fresh);
    for (const post of fresh) {
      this.fit(post);
      if (Number(post.dataset.post) > this.seenUpto) this.sight.observe(post);
    }
    this.last = last;
    this.newest = Math.max(this.newest, last);
    this.isAtEnd = this.last >= this.newest;
    this.onRange();
  }

  /** Takes Posts off the beginning of the page; they can come back. */
  dropBefore(posts) {
    posts.forEach((post) => post.remove());
    this.first = Number(this.posts.querySelector("[data-post]").dataset.post);
    this.onRange();
  }

  /** Takes Posts off the end. */
  dropAfter(posts) {
    posts.forEach((post) => post.remove());
    this.last = Number(this.posts.lastElementChild.dataset.post);
    this.isAtEnd = false;
    this.onRange();
  }

  /** Makes a Post that was edited as new, and as unseen, as it was. */
  keepPlace(old, fresh) {
    if (!old.classList.contains("post--new")) return;
    fresh.classList.add("post--new");
    this.sight.unobserve(old);
    if ("seen" in old.dataset) fresh.dataset.seen = "";
    else this.sight.observe(fresh);
  }

  /** Switches on what this reader may use; the server decides again when they do. */
  fit(element) {
    const own = `[data-author="${this.viewer}"]`;
    const posts = element.matches("[data-post]") ? [element] : element.querySelectorAll("[data-post]");
    for (const post of posts) {
      for (const part of post.querySelectorAll("[data-for='author']")) part.hidden = this.isLocked || !post.matches(own);
      for (const part of post.querySelectorAll("[data-for='others']")) part.hidden = post.matches(own);
      for (const part of post.querySelectorAll("[data-for='writer']")) part.hidden = !this.canReply;
      for (const mark of this.marks) mark.fit(post);
    }
    writeTimes(element);
  }

  showHead({ head, title }) {
    if (!head) return;
    const place = this.root.querySelector("[data-thread-head]");
    place.innerHTML = head;
    document.title = document.title.replace(/^.*(?= - )/, () => title);
  }

  /** Closes the conversation or opens it again. */
  lock(isLocked) {
    if (isLocked !== this.isLocked) {
      this.isLocked = isLocked;
      this.fit(this.posts);
      for (const part of this.root.querySelectorAll("[data-for='starter']")) part.hidden = isLocked;
    }
    this.shut();
  }

  /** Learns what its reader may do now. */
  stand({ speaks, why }) {
    this.speaks = speaks;
    this.canReply = speaks && !this.isLocked;
    this.why = why;
    this.fit(this.posts);
    this.shut();
  }

  /** Closes the composer or opens it again. One that somebody writes in stays, so that they can copy their words. */
  shut() {
    const isShut = this.isLocked || this.why !== "";
    const note = this.root.querySelector("[data-closed-note]");
    note.hidden = !isShut;
    this.closedWords ??= note.textContent;
    note.textContent = this.isLocked ? this.closedWords : this.why;
    const reopened = this.root.querySelector("[data-reopened-note]");
    if (reopened) reopened.hidden = isShut || !this.speaks;
    const whyNot = this.root.querySelector("[data-why-not]");
    if (whyNot) whyNot.hidden = isShut || this.speaks;
    const form = this.root.querySelector("form[data-composer]");
    if (!form) return;
    const isInUse = form.contains(document.activeElement) || form.elements.body.value.trim() !== "";
    form.hidden = isShut && !isInUse;
    closeToPosting(form, isShut);
  }

  /** Takes off the page what its reader may no longer read, and takes in no more of it. */
  close() {
    this.isClosed = true;
    clearTimeout(this.readTimer);
    for (const part of this.root.querySelectorAll("[data-thread-head], [data-posts], [data-pages]")) part.replaceChildren();
    this.forgetNew();
    const form = this.root.querySelector("form[data-composer]");
    if (form) closeToPosting(form, true);
  }

  /** Says that something is new without moving anything: a bar, and one short sentence. */
  tell(count) {
    this.unseen += count;
    const bar = this.root.querySelector("[data-new-bar]");
    const link = bar.querySelector("[data-new-link]");
    if (!this.isAtEnd || !this.endIsInSight) {
      link.textContent = this.unseen === 1 ? "1 new reply" : `${this.unseen} new replies`;
      bar.hidden = false;
    } else {
      this.unseen = 0;
    }
    this.announcer.add(count);
  }

  /** Watches what comes into sight: the end of the page ends the bar, a Post seen is a Post read. */
  watchSight() {
    this.sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (target.dataset.post && isIntersecting && document.visibilityState === "visible") this.seen(target);
        if (target.matches("[data-connection]")) {
          this.endIsInSight = isIntersecting;
          if (isIntersecting && this.isAtEnd) this.forgetNew();
        }
      }
    });
    const end = this.root.querySelector("[data-connection]");
    end.hidden = false;
    this.sight.observe(end);
    this.root.querySelector("[data-new-link]").addEventListener("click", (event) => {
      if (!this.isAtEnd) return;
      event.preventDefault();
      const first = this.posts.querySelector(".post--new:not([data-seen])") ?? this.posts.lastElementChild;
      first.scrollIntoView();
      this.forgetNew();
    });
  }

  seen(post) {
    post.dataset.seen = "";
    this.sight.unobserve(post);
    const number = Number(post.dataset.post);
    if (!this.viewer || number <= this.seenUpto) return;
    this.seenUpto = number;
    clearTimeout(this.readTimer);
    this.readTimer = setTimeout(() => this.markRead(), READ_SECONDS * 1000);
  }

  markRead() {
    press(this.readPath, { number: this.seenUpto }); // lost, the next visit tells it
  }

  forgetNew() {
    this.unseen = 0;
    this.root.querySelector("[data-new-bar]").hidden = true;
  }
}

/** Finds in a Post's new form what had the focus in its old one. */
function sameIn(fresh, focused) {
  const name = ["data-kind", "data-save", "href"].find((each) => focused.hasAttribute(each));
  return name && fresh.querySelector(name === "data-save" ? "[data-save]" : `[${name}="${CSS.escape(focused.getAttribute(name))}"]`);
}

function fromHTML(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

/** Lets no press of *Post* through while the conversation is closed, and says so where it is. */
function closeToPosting(form, isClosed) {
  const button = form.querySelector("[type='submit']");
  form.toggleAttribute("data-closed", isClosed);
  for (const [name, value] of [["aria-disabled", "true"], ["aria-describedby", "closed-note"]]) {
    if (isClosed) button.setAttribute(name, value);
    else button.removeAttribute(name);
  }
}
