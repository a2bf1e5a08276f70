/** Keeps the address at the Post being read, so that Back, reloading and a copied address all lead there. */

import { postInView } from "discussions/still";

const SETTLE_MS = 200;

/** Follows the reader through the Posts; begins where they were, if this page was open before. */
export function followReading(posts) {
  history.scrollRestoration = "manual"; // by pixels it would be wrong: other Posts may stand above now
  if (!restore(posts)) goToStart();
  let timer;
  let isFollowing = false;
  const remember = () => isFollowing && write(posts);
  addEventListener(
    "scroll",
    () => {
      isFollowing = true;
      clearTimeout(timer);
      timer = setTimeout(remember, SETTLE_MS);
    },
    { passive: true },
  );
  addEventListener("pagehide", remember);
}

function restore(posts) {
  const place = history.state?.reading;
  const post = place && posts.querySelector(`[data-post="${place.post}"]`);
  if (!post) return false;
  scrollTo({ top: scrollY + post.getBoundingClientRect().top - place.top, behavior: "instant" });
  return true;
}

function goToStart() {
  if (location.hash) document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.scrollIntoView();
  else if (!new URLSearchParams(location.search).size) document.getElementById("unread")?.scrollIntoView();
}

function write(posts) {
  const post = postInView(posts) ?? posts.querySelector("[data-post]:last-of-type");
  if (!post) return;
  const number = post.dataset.post;
  const reading = { post: number, top: Math.round(post.getBoundingClientRect().top) };
  // The top of the page has more than its first Post to show.
  const address = number === "1" ? "?at=1" : `?at=${number}#post-${number}`;
  history.replaceState({ ...history.state, reading }, "", address);
}
