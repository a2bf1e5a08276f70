/** Keeps what somebody reads where it is while the page changes around it. */

const EDGE_PIXELS = 8;

/** Gives the first Post of a list that is in view, or undefined. Posts stand in order, so a few looks find it. */
export function postInView(posts) {
  const all = posts.querySelectorAll("[data-post]");
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (all[middle].getBoundingClientRect().bottom > EDGE_PIXELS) to = middle;
    else from = middle + 1;
  }
  return all[from];
}

/**
 * Changes the page, and moves the view by as much as the Post in it was moved.
 *
 * Browsers that do so themselves are asked not to meanwhile, or both would.
 */
export function holdStill(posts, change) {
  const held = postInView(posts);
  const number = held?.dataset.post;
  const before = held?.getBoundingClientRect().top;
  const root = document.documentElement;
  root.classList.add("is-held");
  change();
  const now = number && posts.querySelector(`[data-post="${number}"]`);
  if (now) scrollBy({ top: now.getBoundingClientRect().top - before, behavior: "instant" });
  root.classList.remove("is-held");
}

/** Puts the keyboard on a Post without moving the page. */
export function focusQuietly(post) {
  if (!post) return;
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
}
