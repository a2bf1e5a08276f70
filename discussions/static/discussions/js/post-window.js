/**
 * Brings the Posts before and after those on the page, at a press or when reading comes near them,
 * and lets go of what is far away, so that a conversation of any length stays light.
 */

import { focusQuietly, holdStill } from "discussions/still";

const MOST_POSTS = 300;
const NEAR_PIXELS = 800;
/** Pages that come by scrolling down, one after another, before a press is needed: the footer is down there. */
const UNASKED_LOADS = 2;
const TRIES = 3;

export class PostWindow {
  /** `list` is the PostList whose ends this moves; `path` answers with the Posts next to a number. */
  constructor(list, path) {
    Object.assign(this, { list, path, unasked: 0, pressed: null, isLoading: false, lastY: scrollY });
    this.navs = list.root.querySelectorAll("[data-pages]");
    if (!this.navs.length) return;
    for (const number of list.root.querySelectorAll("[data-page-number]")) number.hidden = true;
    this.top = list.root.querySelector("[data-thread-top]");
    this.toStart = list.root.querySelector("[data-to-start]");
    this.ends = { earlier: list.root.querySelector("[data-earlier]"), later: list.root.querySelector("[data-later]") };
    for (const [way, item] of Object.entries(this.ends)) {
      item.firstElementChild.addEventListener("click", (event) => this.press(event, way));
    }
    addEventListener("scroll", () => this.scrolled(), { passive: true });
    list.onRange = () => this.show();
    this.show();
  }

  press(event, way) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.unasked = 0;
    this.pressed = event.currentTarget; // whatever is on its way already will do
    this.load(way);
  }

  /** Reading that moves towards an end brings what lies beyond it. */
  scrolled() {
    if (scrollY === this.lastY || this.list.isClosed) return; // held still while posts came, or nothing left to bring
    const isUp = scrollY < this.lastY;
    this.lastY = scrollY;
    this.offerStart(isUp);
    if (isUp && this.isNear("earlier")) this.load("earlier");
    else if (!isUp && this.unasked < UNASKED_LOADS && this.isNear("later")) this.load("later");
  }

  /** Offers the way to the title while reading moves up, which brings ever more posts in between. */
  offerStart(isUp) {
    if (this.toStart.contains(document.activeElement)) return;
    this.toStart.hidden = !isUp || this.top.getBoundingClientRect().bottom > 0;
  }

  isNear(way) {
    const item = this.ends[way];
    if (item.hidden || this.isLoading) return false;
    const { top, bottom } = item.getBoundingClientRect();
    return bottom > -NEAR_PIXELS && top < innerHeight + NEAR_PIXELS;
  }

  /** Fetches the Posts next to one end. A press whose fetch fails goes to the numbered page instead. */
  async load(way) {
    if (this.isLoading) return;
    this.isLoading = true;
    const posts = this.list.posts;
    posts.setAttribute("aria-busy", "true");
    try {
      const found = await this.fetch(way);
      if (!this.list.isClosed) this.add(way, found);
    } catch {
      if (this.pressed) location.assign(this.pressed.href);
    } finally {
      this.pressed = null;
      posts.removeAttribute("aria-busy");
      this.isLoading = false;
      this.lastY = scrollY;
    }
  }

  /** Asks until the answer is as new as the page: an older one would bring back what frames have changed. */
  async fetch(way) {
    const { list } = this;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const query = way === "earlier" ? `before=${list.first}` : `after=${list.last}`;
      const answer = await fetch(`${this.path}?${query}`, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) break;
      const found = await answer.json();
      if (found.upto >= list.upto) return found;
    }
    throw new Error("These posts did not come.");
  }

  add(way, found) {
    const { list } = this;
    const isEarlier = way === "earlier";
    const edge = isEarlier ? list.posts.firstElementChild : list.posts.lastElementChild;
    holdStill(list.posts, () => {
      if (isEarlier) list.addBefore(found);
      else list.addAfter(found);
      this.letGo(isEarlier);
    });
    if (!isEarlier && !this.pressed) this.unasked += 1;
    // Somebody at the keyboard pressed a link that may be gone now: they go on where the new Posts begin.
    if (this.pressed) focusQuietly(isEarlier ? edge.previousElementSibling : edge.nextElementSibling);
  }

  /** Drops Posts at the far end, unless somebody has selected or focused something there. */
  letGo(isTop) {
    const { list } = this;
    const surplus = list.posts.childElementCount - MOST_POSTS;
    if (surplus <= 0) return;
    const far = [...list.posts.children];
    const going = isTop ? far.slice(-surplus) : far.slice(0, surplus);
    const held = [document.activeElement, getSelection().anchorNode];
    if (going.some((post) => held.some((node) => node && post.contains(node)))) return;
    if (isTop) list.dropAfter(going);
    else list.dropBefore(going);
  }

  show() {
    const { list } = this;
    this.ends.earlier.hidden = list.first <= 1;
    this.ends.later.hidden = list.isAtEnd;
    for (const [way, number] of [["earlier", list.first - 1], ["later", list.last + 1]]) {
      this.ends[way].firstElementChild.href = `?at=${number}#post-${number}`; // for a tab of its own
    }
    const [first, last, newest] = [list.first, list.last, list.newest].map((number) => number.toLocaleString());
    for (const nav of this.navs) {
      nav.querySelector("[data-place]").textContent = `Posts ${first} to ${last} of ${newest}`;
    }
  }
}
