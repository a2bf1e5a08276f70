/** Says in words how a page hears of replies. */

const WORDS = {
  live: "Live",
  reconnecting: "Reconnecting…",
  polling: "Not live: this page checks every 20 seconds",
  offline: "Offline: your draft is kept",
  gone: "You can no longer read this here. Your words are kept until you leave this page.",
};

/** Shows one of the states of `listen` in a line of the page. */
export function showConnection(line, state) {
  if (!line) return;
  line.hidden = false;
  if (line.dataset.state === state) return;
  line.dataset.state = state;
  const place = line.querySelector("[data-connection-words]");
  place.textContent = WORDS[state];
  if (state === "gone") place.setAttribute("role", "alert");
}
